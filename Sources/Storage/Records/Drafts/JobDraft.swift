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
