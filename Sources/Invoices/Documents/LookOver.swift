/// What a reader tells of a document before any page is read.
package struct LookOver: Sendable {
    /// By the bytes, whatever the name or the client said.
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

/// A page as read, with its picture to draw boxes on.
package struct ReadPage: Sendable {
    package var page: Page
    /// A JPEG of 150 dpi; empty when none was made.
    package var jpeg: [UInt8]

    package init(page: Page, jpeg: [UInt8] = []) {
        self.page = page
        self.jpeg = jpeg
    }
}
