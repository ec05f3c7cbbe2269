package import Invoices

/// A result as an e-invoice of EN 16931: UN/CEFACT CII D22B or OASIS UBL 2.1.
///
/// What the standard requires and the result does not give is named, never invented.
package struct EInvoiceExport: Sendable {
    package enum Syntax: Sendable { case cii, ubl }

    /// XML in UTF-8.
    package let bytes: [UInt8]
    /// The numbers of required terms without a value, `BT-9` or `BT-34-1`, in their order; `BG-25` for an invoice
    /// without lines, `BG-23` for one without a VAT breakdown.
    package let missingTerms: [String]

    /// - Parameter fields: Of a result, by the contract's names.
    package static func write(_ fields: [Field], as syntax: Syntax) -> EInvoiceExport {
        var terms = Terms(fields)
        if !fields.contains(where: { $0.source == .einvoice }) { PrintedTerms.adapt(&terms) }
        DerivedTerms.complete(&terms)
        let missing = RequiredTerms.missing(in: terms)
        SyntaxTerms.prepare(&terms, for: syntax)
        var writer = ElementWriter(terms, dateFormat: syntax == .cii ? .basic : .extended)
        for element in SyntaxBinding.of(syntax).elements { writer.write(element) }
        return EInvoiceExport(bytes: Array((head(missing) + writer.text).utf8), missingTerms: missing)
    }

    private static func head(_ missing: [String]) -> String {
        let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        guard !missing.isEmpty else { return declaration }
        return declaration + "<!-- EN 16931 requires terms that the document does not give: "
            + missing.joined(separator: ", ") + " -->\n"
    }
}
