package import Invoices

/// A template as the store holds it.
package struct TemplateRecord: Sendable {
    package let id: Template.ID
    package let account: Account.ID
    package let draft: TemplateDraft
    package let revision: Int
    package internal(set) var accuracy: TemplateAccuracy
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
}
