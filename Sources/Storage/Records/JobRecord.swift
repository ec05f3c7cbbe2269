package import Invoices

/// What a client may say of a job.
package struct JobDraft: Sendable, Equatable {
    package var number: String
    package var documentName: String
    /// http, https, or `document:<id>`.
    package var documentURL: String
    package var documentType: DocumentType?
    /// Nil: the group's, or the account's default when there is no group.
    package var template: Template.ID?
    package var group: Group.ID?
    /// Nil: the group's, or medium when there is no group.
    package var priority: Priority?
    package var createdBy: String?
    /// One JSON object, kept byte for byte.
    package var metadata: [UInt8]?

    package init(
        number: String, documentName: String, documentURL: String, documentType: DocumentType? = nil,
        template: Template.ID? = nil, group: Group.ID? = nil, priority: Priority? = nil, createdBy: String? = nil,
        metadata: [UInt8]? = nil
    ) {
        self.number = number
        self.documentName = documentName
        self.documentURL = documentURL
        self.documentType = documentType
        self.template = template
        self.group = group
        self.priority = priority
        self.createdBy = createdBy
        self.metadata = metadata
    }
}

/// A job as the store holds it.
package struct JobRecord: Sendable {
    package let id: Job.ID
    package let account: Account.ID
    package let number: String
    package let documentName: String
    package let documentURL: String
    package let documentType: DocumentType?
    package let template: Template.ID
    package let group: Group.ID?
    package let priority: Priority
    package let createdBy: String?
    package let metadata: [UInt8]?
    /// Raised by every change of the writable fields: the ETag.
    package let revision: Int
    package let status: JobStatus
    package let progress: JobProgress
    package let startedAt: Timestamp?
    package let completedAt: Timestamp?
    /// Milliseconds of the attempt that completed.
    package let processingTime: Int?
    /// Of the last completed reading.
    package var cost: Amount? { costLiteral.flatMap(Amount.init(literal:)) }
    /// Its digits, which lists write as they are.
    package let costLiteral: String?
    /// A code of `JobFailure.Code`.
    package let errorCode: String?
    /// A sentence for a bookkeeper.
    package let errorLog: String?
    package let retryCount: Int
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
    /// Nil unless the job is completed.
    package let result: JobSummary?
}

/// What a completed job shows in lists, as JSON texts in the contract's shape, to be copied through.
package struct JobSummary: Sendable {
    package let document: DocumentInfo
    /// {invoice {…}, lineItems […]}
    package let extractedData: [UInt8]
    /// {overall, fields {name: 0…1}}
    package let confidence: [UInt8]
    /// {isValid, errors […]}
    package let validation: [UInt8]
}

/// One attempt at a job, for the job's item.
package struct AttemptRecord: Sendable {
    package enum Outcome: String, Sendable, CaseIterable {
        case running, completed, failed, retried, crashed, rescued, released, cancelled
    }

    /// From 1.
    package let number: Int
    package let startedAt: Timestamp
    package let completedAt: Timestamp?
    package let outcome: Outcome
    package let errorCode: String?
    package let detail: String?
}

/// The results of a completed job.
package struct JobResults: Sendable {
    package let job: JobRecord
    package let summary: JobSummary
    /// The fields with what people corrected.
    package let extraction: Extraction
    package let pages: [PageText]

    package struct PageText: Sendable {
        package let number: Int
        /// Points.
        package let width: Double
        package let height: Double
        package let text: String
        package let confidence: Double
    }
}
