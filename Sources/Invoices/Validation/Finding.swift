/// What a check has to say about a result, for the person who reads it.
package struct Finding: Sendable, Equatable {
    package enum Severity: String, Sendable, CaseIterable {
        case error, warning, info
    }

    /// The contract's name of the field, e.g. `invoice.amounts.total`.
    package var field: String
    package var severity: Severity
    /// A sentence with the figures: "Line items add up to 118.00, the subtotal says 119.00."
    package var message: String

    package init(field: String, severity: Severity, message: String) {
        self.field = field
        self.severity = severity
        self.message = message
    }
}
