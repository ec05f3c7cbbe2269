package import Invoices

/// What the fields of a job are, to read corrections by: those of the contract, of its template, and of its results.
package struct CorrectionContext: Sendable {
    private let kinds: [String: FieldKind]
    private let reader: CorrectionReader
    /// The rows that were read; nil before there are results.
    package let rows: TableRows?

    /// - Parameters:
    ///   - read: Nil before there are results.
    ///   - language: The document's, as `PrintedFormats` takes it.
    ///   - corrections: Those whose values are asked for; nil where any text may be.
    package init(
        _ read: Extraction?, template: Template = .anyInvoice, language: String? = nil, corrections: [Correction]? = nil
    ) {
        let fields = read?.fields ?? []
        let own = template.fields.map { (FieldNames.canonical($0.name), FieldKind(of: $0.kind)) }
        let kinds = Dictionary(own + fields.map { ($0.name, FieldKind(of: $0.value)) }) { _, found in found }
        self.kinds = kinds
        // What was read when it was saved needs no formats, for which each field's text is parsed.
        let isSaved = corrections?.allSatisfy { correction in
            correction.isMissing || correction.saved(as: Self.kind(of: correction.field, kinds) ?? .text) != nil
        }
        reader = CorrectionReader(PrintedFormats(isSaved == true ? [] : fields, language: language))
        rows = read.map { TableRows($0.fields) }
    }

    /// Nil for a field that neither the contract, nor the template, nor the results have.
    package func kind(of name: String) -> FieldKind? { Self.kind(of: name, kinds) }

    private static func kind(of name: String, _ kinds: [String: FieldKind]) -> FieldKind? {
        InvoiceField.named(name)?.kind ?? kinds[name]
    }

    package func value(_ text: String, of name: String, as kind: FieldKind) throws(CorrectionFault) -> Field.Value {
        try reader.value(text, of: name, as: kind)
    }

    package func value(of correction: Correction) throws(CorrectionFault) -> Field.Value {
        try reader.value(correction, as: kind(of: correction.field) ?? .text)
    }
}

extension FieldKind {
    /// The kind of a template's own field.
    fileprivate init(of kind: FieldRule.Kind) {
        self =
            switch kind {
            case .text: .text
            case .number: .number
            case .amount: .amount
            case .date: .date
            case .currency: .currency
            case .boolean: .flag
            }
    }
}
