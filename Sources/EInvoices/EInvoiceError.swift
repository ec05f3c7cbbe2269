/// Why bytes are not an electronic invoice that this module reads.
package enum EInvoiceError: Error, Equatable {
    /// Larger, deeper or with more elements than an invoice has.
    case tooLarge
    /// Not well-formed XML, with the line.
    case malformed(line: Int)
    /// It has a document type declaration, which invoices never have and attacks often do.
    case hasDoctype
    /// It is XML of none of the formats that are read.
    case notAnInvoice
}
