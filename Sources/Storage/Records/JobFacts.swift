package import Invoices

/// What a job's row says of it besides its texts.
package struct JobFacts: Sendable {
    package let id: Job.ID
    package let documentType: DocumentType?
    package let template: Template.ID
    package let group: Group.ID?
    package let priority: Priority
    /// Raised by every change of the writable fields: the ETag.
    package let revision: Int
    package let status: JobStatus
    package let progress: JobProgress
    package let startedAt: Timestamp?
    package let completedAt: Timestamp?
    /// Milliseconds of the attempt that completed.
    package let processingTime: Int?
    package let retryCount: Int
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
    /// Nil unless the job has results.
    package let document: Document?
    /// Nil unless the job has results.
    package let resultsTag: ResultsTag?
    /// The document or the template's rules were changed after the results were read from them.
    package let isStale: Bool
    /// When a later run ended without results; nil where none did.
    package let lastErrorAt: Timestamp?
    package let supplier: SupplierMatch
    /// Nil unless the job has results.
    package let review: Review?

    /// Whether a person should look at the results.
    package struct Review: Sendable {
        package let state: ReviewState
        /// The greater, the sooner; nil unless a review is needed.
        package let priority: Int?
        /// When a person last confirmed results of the job.
        package let confirmedAt: Timestamp?
    }

    /// Pages, size, format and resolution of the document that was read.
    package struct Document: Sendable {
        package let pages: Int
        package let size: Int
        package let format: DocumentType
        package let resolution: Int?
    }
}
