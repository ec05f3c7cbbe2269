/// All that is known of a document when its fields are looked for: pages as read, and exact data found beside them.
package struct ReadDocument: Sendable {
    package var pages: [Page]
    /// The e-invoice that was embedded in the document, or that the document is.
    package var electronicInvoice: ElectronicInvoice?

    /// What the reader found out about the file itself.
    package var findings: [Finding]

    package init(pages: [Page], electronicInvoice: ElectronicInvoice? = nil, findings: [Finding] = []) {
        self.pages = pages
        self.electronicInvoice = electronicInvoice
        self.findings = findings
    }
}
