import Invoices

/// `invoice.kind` by the type code, or by the root element where there is none.
enum KindOfInvoice {
    static func field(_ root: XMLNode, _ syntax: ElectronicInvoice.Syntax, _ terms: [Field]) -> Field {
        let code = terms.first { $0.name == "invoice.typeCode" }
        var kind = code?.value.text.flatMap(DocumentKind.init(typeCode:))
        if kind == .correctedInvoice, correctionsAreCreditNotes(in: syntax), isNegative(terms) { kind = .creditNote }
        let shown = kind ?? roots[root.name] ?? .invoice
        return Field(
            name: "invoice.kind", value: .text(shown.rawValue), rawText: code?.rawText ?? root.name, confidence: 0.99,
            source: .einvoice)
    }

    /// UBL's documents; their type codes are optional.
    private static let roots: [String: DocumentKind] = [
        "CreditNote": .creditNote, "SelfBilledCreditNote": .creditNote, "DebitNote": .debitNote,
        "SelfBilledInvoice": .selfBilledInvoice,
    ]

    /// Facturae and KSeF have no credit notes but corrections whose total is negative.
    private static func correctionsAreCreditNotes(in syntax: ElectronicInvoice.Syntax) -> Bool {
        syntax == .facturae || syntax == .ksef
    }

    private static func isNegative(_ terms: [Field]) -> Bool {
        terms.contains { $0.name == "invoice.amounts.total" && ($0.value.amount ?? Amount(0)) < Amount(0) }
    }
}
