import Invoices
import Storage

/// Reads the query parameters of statistics.
enum StatisticsQuery {
    static let names: Set<String> = ["from", "to", "by"]

    private static let millisecondsOfDay: Int64 = 86_400_000
    /// Days of which each hour may be asked for.
    private static let mostDaysOfHours: Int64 = 92

    /// - Parameter now: By this machine's clock.
    static func read(_ call: Call, now: Timestamp) throws -> StatisticsRequest {
        let division = try division(call)
        let (from, to) = (try time("from", call), try time("to", call))
        if let from, let to, from > to { throw APIError.badParameter("from", "It must not be later than to.") }
        let length = from.map { (to ?? now).milliseconds - $0.milliseconds } ?? 0
        if division == .hour, length > mostDaysOfHours * millisecondsOfDay {
            throw APIError.badParameter(
                "from", "Hours of at most \(mostDaysOfHours) days can be asked for. Choose by=day, or less time.")
        }
        return StatisticsRequest(by: division, from: from, to: to)
    }

    private static func division(_ call: Call) throws -> StatisticsRequest.Division {
        guard let text = call.parameter("by") else { return .day }
        guard let division = StatisticsRequest.Division(rawValue: text) else {
            let all = StatisticsRequest.Division.allCases.map(\.rawValue).joined(separator: ", ")
            throw APIError.badParameter("by", "It must be one of \(all).")
        }
        return division
    }

    private static func time(_ name: String, _ call: Call) throws -> Timestamp? {
        guard let text = call.parameter(name) else { return nil }
        guard let time = Timestamp(iso8601: text) else {
            throw APIError.badParameter(name, "It must be a time like 2023-01-15T08:00:00Z, or a day.")
        }
        return time
    }
}
