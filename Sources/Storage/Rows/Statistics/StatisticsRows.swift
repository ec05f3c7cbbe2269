import Invoices
import MariaDB

/// An account's statistics by hour and template.
enum StatisticsRows {
    struct Key: Hashable {
        let account: Account.ID
        let template: Template.ID
    }

    static let presentHour = "FLOOR(UNIX_TIMESTAMP() / 3600)"
    /// Where no beginning is given: 30 days.
    private static let usualHours = 720

    /// Those that are counted, in the order of `values`.
    static let columns = [
        "documents", "pages", "without_review", "reviewed", "corrected_fields", "found_wrong_later", "failures",
        "processing_time", "cost",
    ]

    /// Adds to the present hour, in the order that everyone locks in.
    static func add(_ changes: [Key: StatisticsCounts], on connection: Connection) throws {
        func text(_ key: Key) -> String { key.account.text + key.template.text }
        for (key, counts) in changes.sorted(by: { text($0.key) < text($1.key) }) where counts != StatisticsCounts() {
            try connection.run(
                """
                INSERT INTO statistics (account_id, template_id, hour, \(columns.joined(separator: ", ")))
                VALUES (?, ?, \(presentHour), \(placeholders(columns.count)))
                ON DUPLICATE KEY UPDATE \(columns.map { "\($0) = \($0) + VALUES(\($0))" }.joined(separator: ", "))
                """, [key.account.value, key.template.value] + values(counts))
        }
    }

    /// In the order of time, or of the templates' ids; of suppliers those with the most documents come first.
    static func list(
        _ request: StatisticsRequest, of account: Account.ID, on connection: Connection
    ) throws -> [StatisticsEntry] {
        if request.division == .supplier { return try SupplierStatistics.list(request, of: account, on: connection) }
        let isByTemplate = request.division == .template
        let group = isByTemplate ? "template_id" : request.division == .hour ? "hour" : "hour DIV 24 * 24"
        return try connection.rows(
            """
            SELECT \(group) AS part, \(sums) FROM statistics
            WHERE account_id = ? AND \(time) GROUP BY part ORDER BY part
            """, [account.value] + timeValues(request)
        ) { row in
            let template: Template.ID? = try isByTemplate ? row.id() : nil
            let hour = try isByTemplate ? nil : Int64(row.int())
            let start = hour.map { Timestamp(milliseconds: $0 * millisecondsOfHour) }
            return StatisticsEntry(start: start, template: template, supplier: nil, counts: try counts(row))
        }
    }

    /// Of a group of rows, as `counts` reads them.
    static let sums = columns.map { "CAST(SUM(\($0)) AS \($0 == "cost" ? "CHAR" : "SIGNED"))" }.joined(separator: ", ")

    /// Takes `timeValues`.
    static let time = """
        hour BETWEEN COALESCE(?, COALESCE(?, \(presentHour)) - \(usualHours)) AND COALESCE(?, \(presentHour))
        """

    static func timeValues(_ request: StatisticsRequest) -> [Value] {
        [hour(of: request.from), hour(of: request.to), hour(of: request.to)]
    }

    private static let millisecondsOfHour: Int64 = 3_600_000

    private static func hour(of time: Timestamp?) -> Value {
        time.map { .int(Int($0.milliseconds / millisecondsOfHour)) } ?? .null
    }

    static func values(_ counts: StatisticsCounts) -> [Value] {
        [
            .int(counts.documents), .int(counts.pages), .int(counts.withoutReview), .int(counts.reviewed),
            .int(counts.correctedFields), .int(counts.foundWrongLater), .int(counts.failures),
            .int(counts.processingTime), .text(counts.cost.literal),
        ]
    }

    static func counts(_ row: Row) throws -> StatisticsCounts {
        var counts = StatisticsCounts()
        counts.documents = try row.int()
        counts.pages = try row.int()
        counts.withoutReview = try row.int()
        counts.reviewed = try row.int()
        counts.correctedFields = try row.int()
        counts.foundWrongLater = try row.int()
        counts.failures = try row.int()
        counts.processingTime = try row.int()
        counts.cost = Amount(literal: try row.text()) ?? Amount(0)
        return counts
    }
}
