import JSON
import Storage

/// `/ocr-invoice-statistics`
struct StatisticsEndpoints: Sendable {
    let services: Services

    /// What happened to the account's documents, in hours, days or templates of which there is something to say.
    func list(_ call: Call) throws -> Response {
        let request = try StatisticsQuery.read(call, now: services.now())
        let entries = try services.stores.statistics.list(request, of: call.account)
        return Envelope.list(entries, total: entries.count) { json, entry in
            if request.division == .template {
                json.member("template", entry.template)
            } else {
                json.member("start", entry.start)
            }
            write(entry.counts, into: &json)
        }
    }

    private func write(_ counts: StatisticsCounts, into json: inout JSONWriter) {
        json.member("documents", counts.documents)
        json.member("pages", counts.pages)
        json.member("withoutReview", counts.withoutReview)
        json.member("reviewed", counts.reviewed)
        json.member("correctedFields", counts.correctedFields)
        json.member("foundWrongLater", counts.foundWrongLater)
        json.member("failures", counts.failures)
        json.member("processingTime", seconds: counts.processingTime)
        json.member("cost", counts.cost)
        json.member("currency", services.currency)
    }
}
