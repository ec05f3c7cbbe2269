package import FieldExtraction
package import Invoices

/// What a person does in a review.
package struct ReviewAct: Sendable {
    package let data: ReviewedData
    /// Whether the results are confirmed.
    package let confirms: Bool
    /// Whether values may contradict each other.
    package let isForced: Bool

    package init(data: ReviewedData, confirms: Bool, isForced: Bool = false) {
        self.data = data
        self.confirms = confirms
        self.isForced = isForced
    }
}

/// Checks say that the values cannot be: nothing was stored.
package struct ReviewContradictions: Error, Sendable {
    package let findings: [Finding]
}
