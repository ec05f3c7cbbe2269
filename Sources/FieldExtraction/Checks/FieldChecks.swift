import Invoices

/// What the checks of sums, dates, check digits and countries say of the fields that they are about, passed or not.
struct FieldChecks {
    private(set) var byField: [String: [FieldCheck]] = [:]
    private let extraction: Extraction

    init(_ extraction: Extraction) {
        self.extraction = extraction
        let sums = InvoiceSums(
            extraction, isElectronic: extraction["invoice.amounts.total"]?.source == .einvoice)
        add(totals(sums), to: ["subtotal", "tax", "total"].map { "invoice.amounts.\($0)" })
        add(lineSum(sums), to: ["subtotal", "total"].map { "invoice.amounts.\($0)" })
        add(dates, to: ["invoice.date", "invoice.dueDate"])
        add(taxNumber, to: ["invoice.supplier.taxId"])
        add(account, to: ["invoice.payment.iban"])
        add(currency, to: ["invoice.amounts.currency"])
    }

    /// The fields with their checks.
    func attached(to fields: [Field]) -> [Field] {
        fields.map { field in
            var field = field
            field.checks = byField[field.name] ?? []
            return field
        }
    }

    private mutating func add(_ check: FieldCheck?, to names: [String]) {
        guard let check else { return }
        for name in names where extraction[name] != nil { byField[name, default: []].append(check) }
    }

    /// Failed with the finding's words where there is one.
    private func check(_ name: FieldCheck.Name, _ finding: Finding?, passed message: String) -> FieldCheck {
        FieldCheck(name, passed: finding == nil, message: finding?.message ?? message)
    }

    private func totals(_ sums: InvoiceSums) -> FieldCheck? {
        guard let net = sums.subtotal, let tax = sums.tax, let total = sums.total else { return nil }
        let finding = TotalsCheck(sums).findings.first { $0.field == "invoice.amounts.total" && $0.severity == .error }
        return check(
            .totals, finding, passed: "Net \(net.asMoney) plus tax \(tax.asMoney) is the total \(total.asMoney).")
    }

    private func lineSum(_ sums: InvoiceSums) -> FieldCheck? {
        let amounts = sums.lineItems.compactMap(\.amount)
        guard !amounts.isEmpty, amounts.count == sums.lineItems.count, (sums.subtotal ?? sums.total) != nil else {
            return nil
        }
        let sum = amounts.reduce(Amount(0)) { $0 + $1 }
        let finding = LineItemsCheck(sums).findings.first { $0.code == .lineSum }
        return check(.lineSum, finding, passed: "The lines add up to \(sum.asMoney), which is one of the sums.")
    }

    private var dates: FieldCheck? {
        guard let date = extraction["invoice.date"]?.value.date, let due = extraction["invoice.dueDate"]?.value.date
        else { return nil }
        let finding = DatesCheck().findings(extraction).first { $0.field == "invoice.dueDate" }
        return check(.dates, finding, passed: "The due date \(due.text) is not before the date \(date.text).")
    }

    private var taxNumber: FieldCheck? {
        guard let number = extraction["invoice.supplier.taxId"]?.value.text else { return nil }
        switch TaxNumberCheck.check(number) {
        case .valid:
            return FieldCheck(
                .vatChecksum, passed: true, message: "\(number) has the form of its country's VAT numbers.")
        case .wrongCheckDigit:
            return FieldCheck(
                .vatChecksum, passed: false, message: "The check digits of the VAT number \(number) are wrong.")
        default: return nil
        }
    }

    private var account: FieldCheck? {
        guard let iban = extraction["invoice.payment.iban"]?.value.text else { return nil }
        let passed = BankNumberCheck.isIBAN(iban)
        return FieldCheck(
            .ibanChecksum, passed: passed,
            message: "The check digits of the IBAN \(iban) are \(passed ? "right" : "wrong").")
    }

    private var currency: FieldCheck? {
        guard let code = extraction["invoice.amounts.currency"]?.value.text, let country = Self.country(extraction),
            let expected = CountryCurrency.currency(of: country)
        else { return nil }
        let passed = code == expected
        let message =
            passed
            ? "\(code) is the money of the supplier's country \(country)."
            : "The money of the supplier's country \(country) is \(expected), but the currency is \(code)."
        return FieldCheck(.currencyCountry, passed: passed, message: message)
    }

    /// The supplier's, by its address, its VAT number or its account; nil where none tells.
    private static func country(_ extraction: Extraction) -> String? {
        if let country = extraction["invoice.supplier.addressParts.country"]?.value.text { return country }
        let numbers = ["invoice.supplier.taxId", "invoice.payment.iban"].compactMap { extraction[$0]?.value.text }
        return numbers.lazy.map { String($0.prefix(2)) }.first {
            $0.allSatisfy(\.isFastUppercase) && CountryCurrency.currency(of: $0) != nil
        }
    }
}
