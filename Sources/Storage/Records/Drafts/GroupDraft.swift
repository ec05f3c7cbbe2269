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
