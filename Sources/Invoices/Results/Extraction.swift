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

    /// The default rule: somebody should look at the document unless all is probably right and nothing is an error.
    package var needsReview: Bool { overallConfidence < Self.sureOverall || !isValid }

    /// The overall confidence from which on no review is needed (docs/contract.md section 3).
    private static let sureOverall = 0.98

    package var isValid: Bool { !findings.contains { $0.severity == .error } }

    package var invoice: Invoice { Invoice(fields: fields) }
}
