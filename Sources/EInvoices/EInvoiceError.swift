/// Why bytes are not an electronic invoice that we read.
package enum EInvoiceError: Error, Equatable {
    /// Larger, deeper or with more elements than an invoice has.
    case tooLarge
    /// Not well-formed, at that line.
    case malformed(line: Int)
    /// A document type declaration: an invoice has none, an attack often does.
    case hasDoctype
    /// XML, but neither CII nor UBL.
    case notAnInvoice
}
