/// All that was found in a document: the fields are the truth, `invoice` is the contract's view of them.
package struct Extraction: Sendable, Equatable {
    package var fields: [Field]
    package var findings: [Finding]
    /// What the models of confidence weighed, by field; empty unless it was asked for.
    package var features: [String: [String: Double]] = [:]

    package init(fields: [Field] = [], findings: [Finding] = []) {
        self.fields = fields
        self.findings = findings
    }

    /// The first field of that name.
    package subscript(name: String) -> Field? { fields.first { $0.name == name } }

    /// How probable it is that number, date, supplier's name, total and currency are all right, 0…1.
    package var overallConfidence: Double { OverallConfidence.of(self) }

    /// Whether a person should look at it by the default rule.
    package var needsReview: Bool { ReviewRule().isNeeded(self) }

    package var isValid: Bool { !findings.contains { $0.severity == .error } }

    package var invoice: Invoice { Invoice(fields: fields) }
}
