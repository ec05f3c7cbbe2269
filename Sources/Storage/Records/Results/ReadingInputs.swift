package import Invoices

/// What a reading is made from: a later change of any of them makes its results stale.
package struct ReadingInputs: Sendable, Equatable {
    /// Of the document and the pages that were added to it.
    package let documentRevision: Int
    package let template: Template.ID
    package let rulesRevision: Int

    package init(documentRevision: Int, template: Template.ID, rulesRevision: Int) {
        self.documentRevision = documentRevision
        self.template = template
        self.rulesRevision = rulesRevision
    }
}
