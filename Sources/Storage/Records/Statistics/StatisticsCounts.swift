package import Invoices

/// What happened to documents.
package struct StatisticsCounts: Sendable, Equatable {
    /// Those of which the metrics have totals. Stored by its place here, so new ones go at the end.
    package enum Total: String, Sendable, CaseIterable {
        case documents, pages, withoutReview, reviewed, correctedFields, foundWrongLater, failures
    }

    /// Readings that brought results; a document that is read again counts again.
    package var documents = 0
    package var pages = 0
    /// Readings whose results needed no review.
    package var withoutReview = 0
    /// Confirmations.
    package var reviewed = 0
    /// Fields that people gave another value, each time they did.
    package var correctedFields = 0
    /// Readings whose results needed no review and were corrected later.
    package var foundWrongLater = 0
    /// Runs that failed.
    package var failures = 0
    /// Milliseconds.
    package var processingTime = 0
    package var cost = Amount(0)

    package subscript(total: Total) -> Int {
        switch total {
        case .documents: documents
        case .pages: pages
        case .withoutReview: withoutReview
        case .reviewed: reviewed
        case .correctedFields: correctedFields
        case .foundWrongLater: foundWrongLater
        case .failures: failures
        }
    }

    mutating func add(_ other: StatisticsCounts) {
        documents += other.documents
        pages += other.pages
        withoutReview += other.withoutReview
        reviewed += other.reviewed
        correctedFields += other.correctedFields
        foundWrongLater += other.foundWrongLater
        failures += other.failures
        processingTime += other.processingTime
        cost = cost + other.cost
    }
}
