/// What a reader tells of a document before any page is read.
package struct DocumentSummary: Sendable {
    /// The kind by the bytes, not by the name or the client's claim.
    package var kind: DocumentType
    /// 0 for a bare e-invoice.
    package var pageCount: Int
    package var electronicInvoice: ElectronicInvoice?

    package init(kind: DocumentType, pageCount: Int, electronicInvoice: ElectronicInvoice? = nil) {
        self.kind = kind
        self.pageCount = pageCount
        self.electronicInvoice = electronicInvoice
    }
}
