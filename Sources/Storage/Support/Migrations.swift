import Foundation
package import MariaDB

/// Brings the schema up to date: applies each of `sql/NNNN-*.sql` once, in order.
package struct Migrations: Sendable {
    /// Numbered, never edited once published, and only adding: an older program runs on beside a newer one.
    private static let all: [(number: Int, name: String, sql: [UInt8])] = [
        (1, "accounts", PackageResources._001_accounts_sql),
        (2, "documents", PackageResources._002_documents_sql),
        (3, "templates-and-groups", PackageResources._003_templates_and_groups_sql),
        (4, "jobs", PackageResources._004_jobs_sql),
        (5, "pages", PackageResources._005_pages_sql),
        (6, "notifications", PackageResources._006_notifications_sql),
        (7, "search", PackageResources._007_search_sql),
        (8, "added-pages", PackageResources._008_added_pages_sql),
        (9, "fetched", PackageResources._009_fetched_sql),
        (10, "region-requests", PackageResources._010_region_requests_sql),
        (11, "list-orders", PackageResources._011_list_orders_sql),
        (12, "metadata-values", PackageResources._012_metadata_values_sql),
        (15, "attempt-worker", PackageResources._015_attempt_worker_sql),
        (16, "large-results", PackageResources._016_large_results_sql),
        (17, "template-trials", PackageResources._017_template_trials_sql),
        (20, "results-kept", PackageResources._020_results_kept_sql),
        (21, "result-kind", PackageResources._021_result_kind_sql),
        (22, "job-history", PackageResources._022_job_history_sql),
        (30, "document-names", PackageResources._030_document_names_sql),
        (40, "review", PackageResources._040_review_sql),
        (41, "statistics", PackageResources._041_statistics_sql),
        (50, "suppliers", PackageResources._050_suppliers_sql),
        (51, "duplicates", PackageResources._051_duplicates_sql),
        (60, "supplier-memory", PackageResources._060_supplier_memory_sql),
        (70, "users", PackageResources._070_users_sql),
        (71, "history-users", PackageResources._071_history_users_sql),
        (80, "account-settings", PackageResources._080_account_settings_sql),
        (81, "supplier-statistics", PackageResources._081_supplier_statistics_sql),
        (85, "supplier-taught", PackageResources._085_supplier_taught_sql),
    ]

    /// Those that this program knows.
    package static var numbers: Set<Int> { Set(all.map(\.number)) }

    private let settings: ConnectionSettings

    package init(_ settings: ConnectionSettings) {
        self.settings = settings
    }

    /// Applies what is missing and returns the names of what was applied. Two at once: the second waits for the first.
    package func apply() throws -> [String] { try apply(upTo: .max) }

    /// The schema as a program had it whose last migration was of that number.
    func apply(upTo last: Int) throws -> [String] {
        try translatingErrors {
            let gate = try Connection(settings)
            // Its transaction lies idle for as long as the other connection works.
            try gate.runPlain("SET idle_transaction_timeout = 0, wait_timeout = 86400")
            return try whileHoldingTheGate(gate) { try applyMissing(upTo: last) }
        }
    }

    /// Holds a row's lock for as long as `body` runs: DDL commits by itself, so it runs on another connection, and
    /// GET_LOCK does not exist on a Galera cluster.
    private func whileHoldingTheGate<Result>(_ gate: Connection, _ body: () throws -> Result) throws -> Result {
        let deadline = Date(timeIntervalSinceNow: 300)
        while true {
            do {
                try Self.buildGate(gate)
                return try gate.transaction { gate in
                    try gate.run("SELECT number FROM migration WHERE number = 0 FOR UPDATE")
                    return try body()
                }
            } catch let error as DatabaseError where error.isWorthRetrying && Date() < deadline {
                // The other `migrate` is still at work.
                Thread.sleep(forTimeInterval: 0.2)
            }
        }
    }

    /// Waits for the row where another holds it, no longer than a lock is waited for.
    private static func buildGate(_ connection: Connection) throws {
        try connection.runPlain(
            """
            CREATE TABLE IF NOT EXISTS migration (
                number INT NOT NULL PRIMARY KEY, name VARCHAR(100) NOT NULL, applied_at DATETIME(3) NULL
            ) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4
            """)
        try connection.runPlain("INSERT IGNORE INTO migration (number, name) VALUES (0, 'gate')")
    }

    private func applyMissing(upTo last: Int) throws -> [String] {
        let connection = try Connection(settings)
        // Building an index over a million rows takes longer than any query may.
        try connection.runPlain("SET max_statement_time = 0, innodb_lock_wait_timeout = 60")
        let done = Set(try connection.rows("SELECT number FROM migration", []) { try $0.int() })
        var applied: [String] = []
        for migration in Migrations.all where migration.number <= last && !done.contains(migration.number) {
            for statement in Migrations.statements(of: migration.sql) { try connection.runPlain(statement) }
            try connection.run(
                "INSERT INTO migration (number, name, applied_at) VALUES (?, ?, UTC_TIMESTAMP(3))",
                [.int(migration.number), .text(migration.name)])
            applied.append(migration.name)
        }
        return applied
    }

    /// Statements end with a semicolon at a line's end; comments are for the reader of the file.
    static func statements(of sql: [UInt8]) -> [String] {
        let lines = String(decoding: sql, as: UTF8.self).split(separator: "\n")
        let code = lines.filter { !$0.drop(while: { $0 == " " }).hasPrefix("--") }.joined(separator: "\n")
        return (code + "\n").components(separatedBy: ";\n")
            .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    }
}
