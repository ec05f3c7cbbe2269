import Invoices

/// Checks the sums below the lines as EN 16931 has them: net and tax make the total (BR-CO-15), the lines with allowances
/// and charges make the net (BR-CO-13), the total less what is paid makes the amount due (BR-CO-16), and the taxes by rate
/// make the tax (BR-CO-14); of e-invoices also that allowances and charges make their sums (BR-CO-11, BR-CO-12).
struct TotalsCheck {
    private let sums: InvoiceSums

    init(_ sums: InvoiceSums) { self.sums = sums }

    var findings: [Finding] {
        let parts = sums.isElectronic ? [allowances, charges] : []
        return ([total, net, due, taxes] + parts).compactMap { $0 }
    }

    /// Of so many hundredths a difference may come from rounding net and tax each by itself.
    private static let rounding = 2

    private var total: Finding? {
        guard let net = sums.subtotal, let tax = sums.tax, let total = sums.total else { return nil }
        let sum = net + tax
        // Some issuers add discounts and postage below the net that they print.
        let made = sums.isElectronic ? [sum] : [sum, sums.surcharged(sum)].flatMap { [$0, $0 + sums.rounding] }
        guard !made.contains(where: total.isSameCent) else { return nil }
        return finding(
            "total", sum.isNear(total, within: Self.rounding) ? .info : .error,
            "Net \(net.asMoney) plus tax \(printed(tax)) is \(sum.asMoney), but the total is \(total.asMoney).")
    }

    /// The taxes by rate where nothing else makes the sum: what the reader finds on the page.
    private func printed(_ tax: Amount) -> String {
        let parts = sums.taxLines.compactMap(\.tax)
        guard parts.count > 1, parts.count == sums.taxLines.count,
            parts.reduce(Amount(0), { $0 + $1 }).isSameCent(as: tax)
        else { return tax.asMoney }
        return parts.map(\.asMoney).joined(separator: " + ")
    }

    private var net: Finding? {
        guard let lines = sums.lineTotal, let net = sums.subtotal else { return nil }
        let sum = sums.surcharged(lines)
        guard !sum.isSameCent(as: net) else { return nil }
        // Which discounts and charges of a page are the document's is less sure than its sums are.
        return finding(
            "subtotal", sum.isNear(net, within: Self.rounding) ? .info : .warning,
            "The lines' \(lines.asMoney) with allowances \((sums.allowances ?? Amount(0)).asMoney) and charges "
                + "\((sums.charges ?? Amount(0)).asMoney) is \(sum.asMoney), but the net amount is \(net.asMoney).")
    }

    private var due: Finding? {
        guard let total = sums.total, let paid = sums.prepaid, let due = sums.amountDue else { return nil }
        let rest = total - sums.withheld - paid + sums.thirdParty
        guard !rest.isSameCent(as: due), !(rest + sums.rounding).isSameCent(as: due) else { return nil }
        let withheld = sums.withheld == Amount(0) ? "" : " and \(sums.withheld.asMoney) withheld"
        let others = sums.thirdParty == Amount(0) ? "" : " plus \(sums.thirdParty.asMoney) paid to others"
        return finding(
            "amountDue", .error,
            "The total \(total.asMoney) less \(paid.asMoney) already paid\(withheld)\(others) is \(rest.asMoney), "
                + "but the amount due is \(due.asMoney).")
    }

    private var allowances: Finding? { sum(of: "allowances", sums.allowances, isCharge: false) }
    private var charges: Finding? { sum(of: "charges", sums.charges, isCharge: true) }

    private func sum(of name: String, _ said: Amount?, isCharge: Bool) -> Finding? {
        guard let said else { return nil }
        let table = InvoiceField.allowancesAndCharges
        func value(_ name: String, _ row: Invoice.Row) -> Field.Value? { table[column: name].flatMap { row[$0] } }
        let rows = sums.allowancesAndCharges.filter { (value("isCharge", $0) == .flag(true)) == isCharge }
        let sum = rows.compactMap { value("amount", $0)?.amount }.reduce(Amount(0)) { $0 + $1 }
        guard !sum.isNear(said, within: Self.rounding) else { return nil }
        return finding(
            name, .error, "The \(name) add up to \(sum.asMoney), but their sum is said to be \(said.asMoney).")
    }

    /// Only where all rates are known, which their net amounts tell.
    private var taxes: Finding? {
        guard let tax = sums.tax, let net = sums.subtotal, !sums.taxLines.isEmpty else { return nil }
        let lines = sums.taxLines
        guard lines.allSatisfy({ $0.net != nil && $0.tax != nil }) else { return nil }
        let nets = lines.reduce(Amount(0)) { $0 + ($1.net ?? Amount(0)) }
        let taxes = lines.reduce(Amount(0)) { $0 + ($1.tax ?? Amount(0)) }
        guard nets.isNear(net, within: Self.rounding), !taxes.isNear(tax, within: Self.rounding) else { return nil }
        return finding(
            "tax", .error, "The taxes by rate add up to \(taxes.asMoney), but the tax is \(tax.asMoney).")
    }

    private func finding(_ name: String, _ severity: Finding.Severity, _ message: String) -> Finding {
        Finding(
            field: "invoice.amounts.\(name)", severity: severity,
            message: message, code: .totals)
    }
}
