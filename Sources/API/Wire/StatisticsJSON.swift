import JSON
import Storage

/// What happened to documents, as the contract writes it.
enum StatisticsJSON {
    /// The members of an object.
    ///
    /// - Parameter currency: Of the prices, ISO 4217.
    static func write(_ counts: StatisticsCounts, currency: String, into json: inout JSONWriter) {
        json.member("documents", counts.documents)
        json.member("pages", counts.pages)
        json.member("withoutReview", counts.withoutReview)
        json.member("reviewed", counts.reviewed)
        json.member("correctedFields", counts.correctedFields)
        json.member("foundWrongLater", counts.foundWrongLater)
        json.member("failures", counts.failures)
        json.member("processingTime", seconds: counts.processingTime)
        json.member("cost", counts.cost)
        json.member("currency", currency)
    }
}
