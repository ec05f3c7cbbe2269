import JSON
import Storage

/// `/ocr-invoice-statistics`
struct StatisticsEndpoints: Sendable {
    let services: Services

    /// What happened to the account's documents, in hours, days, suppliers or templates of which there is something to say.
    func list(_ call: Call) throws -> Response {
        let request = try StatisticsQuery.read(call, now: services.now())
        let entries = try services.stores.statistics.list(request, of: call.account)
        return Envelope.list(entries, total: entries.count) { json, entry in
            switch request.division {
            case .template: json.member("template", entry.template)
            case .supplier: json.member("supplier", entry.supplier)
            case .hour, .day: json.member("start", entry.start)
            }
            StatisticsJSON.write(entry.counts, currency: services.currency, into: &json)
        }
    }
}
