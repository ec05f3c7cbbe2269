/// All that is known of a document when its fields are looked for: pages as read, and exact data found beside them.
package struct ReadDocument: Sendable {
    package var pages: [Page]
    /// The e-invoice that was embedded in the document, or that the document is.
    package var electronicInvoice: ElectronicInvoice?

    package init(pages: [Page], electronicInvoice: ElectronicInvoice? = nil) {
        self.pages = pages
        self.electronicInvoice = electronicInvoice
    }
}
