/// All that was found in a document: the fields are the truth, `invoice` is the contract's view of them.
package struct Extraction: Sendable, Equatable {
    package var fields: [Field]
    package var findings: [Finding]

    package init(fields: [Field] = [], findings: [Finding] = []) {
        self.fields = fields
        self.findings = findings
    }

    /// The first field of that name.
    package subscript(name: String) -> Field? { fields.first { $0.name == name } }

    /// The mean confidence of all fields but the line items': how far the whole can be relied on, 0…1; 0 without such
    /// fields.
    package var overallConfidence: Double {
        let header = fields.filter { !$0.name.hasPrefix("lineItems[") }
        guard !header.isEmpty else { return 0 }
        return header.reduce(0) { $0 + $1.confidence } / Double(header.count)
    }

    package var isValid: Bool { !findings.contains { $0.severity == .error } }

    package var invoice: Invoice { Invoice(fields: fields) }
}
