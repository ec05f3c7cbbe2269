import Invoices

/// The payment code on a document as fields, and what the page says against it.
struct PaymentCodeReading {
    private let code: PaymentCode
    private let box: Box
    private let page: Page
    /// All that is printed, without spaces and signs.
    private let printed: String

    /// The first code whose account number is right; nil without one.
    init?(_ pages: [Page]) {
        for page in pages {
            for printed in page.codes {
                guard let code = PaymentCode(text: printed.text), BankNumberCheck.isIBAN(code.iban) else { continue }
                (self.code, box, self.page) = (code, printed.box, page)
                self.printed = pages.map { Self.squeezed($0.text) }.joined(separator: "\n")
                return
            }
        }
        return nil
    }

    /// Exact values first; parties only where the page did not give them, since an account may be in another's name.
    func fields(beside found: [Field]) -> [Field] {
        func isMissing(_ name: String) -> Bool { !found.contains { $0.name == name && $0.confidence >= 0.5 } }
        var fields = [
            field("invoice.payment.iban", text: code.iban), field("invoice.payment.bic", text: code.bic),
            field("invoice.amounts.amountDue", amount: code.amount),
            field("invoice.payment.reference", text: code.reference),
            field("invoice.amounts.currency", text: code.currency), field("invoice.number", text: code.invoiceNumber),
            code.invoiceDate.map { make("invoice.date", .date($0), $0.text) },
            field("invoice.supplier.taxId", text: code.taxID),
        ]
        if isMissing("invoice.amounts.total") { fields.append(field("invoice.amounts.total", amount: code.amount)) }
        let parties = [
            ("invoice.supplier.name", code.creditorName), ("invoice.supplier.address", code.creditorAddress),
            ("invoice.customer.name", code.debtorName), ("invoice.customer.address", code.debtorAddress),
        ]
        return (fields + parties.filter { isMissing($0.0) }.map { field($0.0, text: $0.1) }).compactMap { $0 }
    }

    /// Where code and page differ somebody may have pasted a code of his own over the supplier's.
    func findings(beside found: [Field]) -> [Finding] {
        var findings: [Finding] = []
        func value(_ name: String) -> Field.Value? { found.first { $0.name == name }?.value }
        if let shown = value("invoice.payment.iban")?.text, Self.squeezed(shown) != Self.squeezed(code.iban),
            !printed.contains(Self.squeezed(code.iban))
        {
            findings.append(
                warning("invoice.payment.iban", "The payment code pays to \(code.iban), but the page shows \(shown)."))
        }
        let amounts = ["invoice.amounts.amountDue", "invoice.amounts.total"].compactMap { value($0)?.amount }
        if let asked = code.amount, let shown = amounts.first, !amounts.contains(asked) {
            findings.append(
                warning(
                    "invoice.amounts.amountDue",
                    "The payment code asks for \(asked.literal), but the page shows \(shown.literal).")
            )
        }
        if let number = code.invoiceNumber, !printed.contains(Self.squeezed(number)) {
            findings.append(warning("invoice.number", "The payment code names \(number), which is not on the page."))
        }
        return findings
    }

    private func warning(_ field: String, _ message: String) -> Finding {
        Finding(field: field, severity: .warning, message: message)
    }

    private func field(_ name: String, text: String?) -> Field? { text.map { make(name, .text($0), $0) } }

    private func field(_ name: String, amount: Amount?) -> Field? {
        amount.map { make(name, .amount($0), $0.literal) }
    }

    /// A code has check digits of its own: what is read of it is right, if not what the supplier meant.
    private func make(_ name: String, _ value: Field.Value, _ raw: String) -> Field {
        Field(
            name: name, value: value, rawText: raw, confidence: 0.99, page: page.number, box: box,
            source: page.source == .ocr ? .ocr : .textLayer, method: .paymentCode)
    }

    private static func squeezed(_ text: String) -> String {
        TextFolding.fold(text).filter { $0.isFastLetter || $0.isFastNumber }
    }
}
