/// What a reader tells of a document before any page is read.
package struct DocumentSummary: Sendable {
    /// The kind by the bytes, not by the name or the client's claim.
    package var kind: DocumentType
    /// 0 for a bare e-invoice.
    package var pageCount: Int
    package var electronicInvoice: ElectronicInvoice?
    /// What of the file its pages do not show, e.g. the documents of a portfolio.
    package var findings: [Finding]

    package init(
        kind: DocumentType, pageCount: Int, electronicInvoice: ElectronicInvoice? = nil, findings: [Finding] = []
    ) {
        self.kind = kind
        self.pageCount = pageCount
        self.electronicInvoice = electronicInvoice
        self.findings = findings
    }
}
