package import Invoices

/// A job that this process has taken: what the work needs to know, and the epoch that proves the right to finish it.
package struct ClaimedJob: Sendable {
    package let id: Job.ID
    package let account: Account.ID
    package let group: Group.ID?
    /// Raised by every claim and every rescue: finishing is allowed to the newest epoch only.
    package let epoch: Int
    /// From 1, counted over the job's present run.
    package let attempt: Int
    package let priority: Priority
    package let documentName: String
    /// http, https, or `document:<id>`.
    package let documentURL: String
    /// What the client said the document is; nil when it left that to the bytes.
    package let documentType: DocumentType?
    package let template: Template
    /// The attempt's limit.
    package let timeout: Duration
    /// In the order of their numbers.
    package let addedPages: [AddedPage]
    /// Nil where the queue does not say.
    package let inputs: ReadingInputs?

    package init(
        id: Job.ID, account: Account.ID, group: Group.ID?, epoch: Int, attempt: Int, priority: Priority,
        documentName: String, documentURL: String, documentType: DocumentType?, template: Template, timeout: Duration,
        addedPages: [AddedPage] = [], inputs: ReadingInputs? = nil
    ) {
        self.id = id
        self.account = account
        self.group = group
        self.epoch = epoch
        self.attempt = attempt
        self.priority = priority
        self.documentName = documentName
        self.documentURL = documentURL
        self.documentType = documentType
        self.template = template
        self.timeout = timeout
        self.addedPages = addedPages
        self.inputs = inputs
    }
}
