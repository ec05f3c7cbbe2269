/// A template made from one document and what a person says is right on it.
package struct ProposedTemplate: Sendable, Equatable {
    package var template: Template
    /// A sentence for each corrected field that says how it will be found.
    package var remarks: [String]

    package init(template: Template = Template(), remarks: [String] = []) {
        self.template = template
        self.remarks = remarks
    }
}
