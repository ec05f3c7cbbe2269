package import Invoices

/// What a client may say of a group.
package struct GroupDraft: Sendable, Equatable {
    package var name: String
    package var description: String?
    package var batchNumber: String?
    package var template: Template.ID
    package var priority: Priority
    package var processing: Group.ProcessingSettings
    package var notifications: Notifications
    package var createdBy: String?
    package var assignedTo: String?
    package var tags: [String]
    /// One JSON object, kept byte for byte.
    package var metadata: [UInt8]?

    package struct Notifications: Sendable, Equatable {
        package var onCompletion = false
        package var onFailure = true
        package var recipients: [String] = []

        package init(onCompletion: Bool = false, onFailure: Bool = true, recipients: [String] = []) {
            self.onCompletion = onCompletion
            self.onFailure = onFailure
            self.recipients = recipients
        }
    }

    package init(
        name: String, description: String? = nil, batchNumber: String? = nil, template: Template.ID,
        priority: Priority = .medium, processing: Group.ProcessingSettings = Group.ProcessingSettings(),
        notifications: Notifications = Notifications(), createdBy: String? = nil, assignedTo: String? = nil,
        tags: [String] = [], metadata: [UInt8]? = nil
    ) {
        self.name = name
        self.description = description
        self.batchNumber = batchNumber
        self.template = template
        self.priority = priority
        self.processing = processing
        self.notifications = notifications
        self.createdBy = createdBy
        self.assignedTo = assignedTo
        self.tags = tags
        self.metadata = metadata
    }
}

/// A group as the store holds it, with its kept counts.
package struct GroupRecord: Sendable {
    package let id: Group.ID
    package let account: Account.ID
    package let draft: GroupDraft
    package let revision: Int
    package let counts: GroupCounts
    package let status: GroupStatus
    /// How many runs there have been; the present or last one's number.
    package let run: Int
    package let startedAt: Timestamp?
    package let completedAt: Timestamp?
    /// Nil while the pace is unknown.
    package var estimatedCompletionTime: Timestamp?
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
}

/// The states of a group, told from its jobs (docs/contract.md section 4).
package enum GroupStatus: String, Sendable, CaseIterable {
    case created, processing, completed, failed, cancelled
}

/// The jobs of a group by status, and what its completed jobs add up to.
package struct GroupCounts: Sendable, Equatable {
    package var created = 0
    package var queued = 0
    package var processing = 0
    package var completed = 0
    package var failed = 0
    package var cancelled = 0
    /// Sums over the completed jobs.
    package var pages = 0
    /// Milliseconds.
    package var processingTime = 0
    package var cost = Amount(cents: 0)

    package init() {}

    package var pending: Int { created + queued + processing }
    package var total: Int { pending + completed + failed + cancelled }

    package subscript(status: JobStatus) -> Int {
        get {
            switch status {
            case .created: created
            case .queued: queued
            case .processing: processing
            case .completed: completed
            case .failed: failed
            case .cancelled: cancelled
            }
        }
        set {
            switch status {
            case .created: created = newValue
            case .queued: queued = newValue
            case .processing: processing = newValue
            case .completed: completed = newValue
            case .failed: failed = newValue
            case .cancelled: cancelled = newValue
            }
        }
    }

    /// The first rule that fits, in the contract's order.
    package var status: GroupStatus {
        if queued + processing > 0 { return .processing }
        if created > 0 || total == 0 { return .created }
        if completed > 0 { return .completed }
        return failed > 0 ? .failed : .cancelled
    }
}

/// A job in its group's list.
package struct GroupMember: Sendable {
    package let job: Job.ID
    package let status: JobStatus
    package let documentName: String
}
