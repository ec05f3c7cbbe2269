/// What tells that two documents are the same invoice, or belong together: texts that are equal then.
package struct InvoiceKeys: Sendable, Equatable {
    /// Supplier and number; supplier, date and total. One for each thing that tells the supplier, since two readings of
    /// one invoice may not find the same ones.
    package let numbers: [String]
    package let totals: [String]
    /// As `numbers` of the invoices that a credit note or a corrected invoice is about.
    package let references: [String]
    /// How such a document is linked to them; nil for all others.
    package let referenceKind: JobLink.Kind?
    /// The number without signs and blanks; nil if none was found.
    package let number: String?
    /// The account to which money goes; nil if none was found.
    package let iban: String?

    /// - Parameter supplier: The one that is known; without it, name, tax number and account tell the supplier.
    package init(_ extraction: Extraction, _ proofs: SupplierProofs, supplier: Supplier.ID?) {
        let invoice = extraction.invoice
        let kind = extraction["invoice.kind"]?.value.text.flatMap(DocumentKind.init(rawValue:)) ?? .invoice
        let group = Self.group(kind)
        let suppliers = Self.suppliers(proofs, supplier)
        number = invoice.number.map(SupplierProof.plain).flatMap { $0.isEmpty ? nil : $0 }
        iban = proofs.values(of: .iban).first
        numbers = Self.keys(suppliers, [group, "number", number])
        totals = Self.keys(suppliers, [group, "total", invoice.date?.text, invoice.total?.magnitude.literal])
        referenceKind = Self.referenceKind(kind)
        references = referenceKind == nil ? [] : Self.references(invoice, own: number, suppliers)
    }

    /// The same number on a credit note, a reminder or an order's confirmation is no duplicate of the invoice.
    private static func group(_ kind: DocumentKind) -> String {
        switch kind {
        case .invoice, .debitNote, .prepaymentInvoice, .selfBilledInvoice, .receipt: DocumentKind.invoice.rawValue
        case .creditNote, .correctedInvoice, .proForma, .statement, .reminder, .orderConfirmation, .deliveryNote,
            .other:
            kind.rawValue
        }
    }

    private static func referenceKind(_ kind: DocumentKind) -> JobLink.Kind? {
        switch kind {
        case .creditNote: .creditNoteOf
        case .correctedInvoice: .correctionOf
        default: nil
        }
    }

    /// The invoices that the document names; some programs give a credit note the number of its invoice.
    private static func references(_ invoice: Invoice, own number: String?, _ suppliers: [String]) -> [String] {
        let column = InvoiceField.precedingInvoices[column: "number"]
        let named = invoice.rows(of: InvoiceField.precedingInvoices).prefix(mostReferences).compactMap { row in
            column.flatMap { row[$0]?.text }.map(SupplierProof.plain)
        }
        let numbers = Set(named + [number].compactMap(\.self)).filter { !$0.isEmpty }
        return numbers.sorted().flatMap { keys(suppliers, [DocumentKind.invoice.rawValue, "number", $0]) }
    }

    private static let mostReferences = 10

    private static func suppliers(_ proofs: SupplierProofs, _ known: Supplier.ID?) -> [String] {
        let tax = [SupplierProof.Kind.vatNumber, .taxNumber].compactMap { proofs.values(of: $0).first }.first
        let texts = [
            ("supplier", known?.text), ("tax", tax), ("name", proofs.values(of: .name).first),
            ("iban", proofs.values(of: .iban).first),
        ]
        return texts.compactMap { kind, text in text.map { "\(kind) \($0)" } }
    }

    /// None if a part is missing. No part has a line break.
    private static func keys(_ suppliers: [String], _ parts: [String?]) -> [String] {
        let known = parts.compactMap(\.self)
        guard known.count == parts.count else { return [] }
        return suppliers.map { ([$0] + known).joined(separator: "\n") }
    }
}
