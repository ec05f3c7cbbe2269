package import Invoices

/// One document to read: the parts of a job that the steps need.
package struct ReadRequest: Sendable {
    package var job: Job.ID
    package var account: Account.ID
    /// The claim's epoch, for downloads that are kept.
    package var epoch: Int
    package var priority: Priority
    /// http, https, or `document:<id>`.
    package var documentURL: String
    package var documentType: DocumentType?
    package var template: Template
    /// The time limit of the whole attempt.
    package var timeout: Duration
    /// In the order of their numbers.
    package var addedPages: [AddedPage]

    package init(
        job: Job.ID, account: Account.ID, epoch: Int = 0, priority: Priority = .medium, documentURL: String,
        documentType: DocumentType? = nil, template: Template = .anyInvoice, timeout: Duration = .seconds(1800),
        addedPages: [AddedPage] = []
    ) {
        self.job = job
        self.account = account
        self.epoch = epoch
        self.priority = priority
        self.documentURL = documentURL
        self.documentType = documentType
        self.template = template
        self.timeout = timeout
        self.addedPages = addedPages
    }
}
