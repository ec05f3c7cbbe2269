import Invoices
import MariaDB

/// What happened to the documents of an account's suppliers, by hour. A merged supplier's count as those of the one that it
/// was merged into; those of a deleted one, and of jobs without a supplier, stand together.
struct SupplierStatistics {
    private var changes: [Job.ID: (account: Account.ID, counts: StatisticsCounts)] = [:]

    mutating func add(_ counts: StatisticsCounts, of job: LockedJob) {
        changes[job.id, default: (job.account, StatisticsCounts())].counts.add(counts)
    }

    /// Adds to the present hour of the supplier that each job has by now: the one that it names, else the one that is
    /// proposed for it. Written after the job's results, in the order that everyone locks in.
    func write(on connection: Connection) throws {
        let changes = try changes.filter { $0.value.counts != StatisticsCounts() }.map { job, change in
            (change.account, try Self.supplier(of: job, on: connection), change.counts)
        }
        let columns = StatisticsRows.columns
        for (account, supplier, counts) in changes.sorted(by: { ($0.0.text, $0.1.text) < ($1.0.text, $1.1.text) }) {
            try connection.run(
                """
                INSERT INTO supplier_statistics (account_id, supplier_id, hour, \(columns.joined(separator: ", ")))
                VALUES (?, ?, \(StatisticsRows.presentHour), \(placeholders(columns.count)))
                ON DUPLICATE KEY UPDATE \(columns.map { "\($0) = \($0) + VALUES(\($0))" }.joined(separator: ", "))
                """, [account.value, supplier.value] + StatisticsRows.values(counts))
        }
    }

    private static let none = "X'000000000000000000000000'"

    private static func supplier(of job: Job.ID, on connection: Connection) throws -> Supplier.ID {
        let found: Supplier.ID? = try connection.first(
            """
            SELECT COALESCE((SELECT COALESCE(supplier_id, proposed_supplier_id) FROM job_result WHERE job_id = ?), \(none))
            """, [job.value]
        ) { try $0.id() }
        guard let found else { throw StorageError.damaged("A query without tables had no row.") }
        return found
    }

    // MARK: Reading

    /// Entries of one answer; the others have fewer documents.
    private static let most = 1000

    /// Those with the most documents first.
    static func list(
        _ request: StatisticsRequest, of account: Account.ID, on connection: Connection
    ) throws -> [StatisticsEntry] {
        try connection.rows(
            """
            SELECT s.root_id AS part, \(StatisticsRows.sums) FROM supplier_statistics x
            LEFT JOIN supplier s ON s.id = x.supplier_id AND s.account_id = x.account_id
            WHERE x.account_id = ? AND \(StatisticsRows.time) GROUP BY part
            ORDER BY SUM(documents) DESC, part LIMIT \(most)
            """, [account.value] + StatisticsRows.timeValues(request)
        ) { row in
            StatisticsEntry(
                start: nil, template: nil, supplier: try row.optionalID(), counts: try StatisticsRows.counts(row))
        }
    }

    /// All that ever happened to the documents of a supplier and of those that were merged into it.
    static func totals(
        of supplier: Supplier.ID, _ account: Account.ID, on connection: Connection
    ) throws -> StatisticsCounts {
        try connection.first(
            """
            SELECT \(StatisticsRows.sums) FROM supplier s
            JOIN supplier_statistics x ON x.supplier_id = s.id AND x.account_id = s.account_id
            WHERE s.root_id = ? AND s.account_id = ? HAVING COUNT(*) > 0
            """, [supplier.value, account.value], StatisticsRows.counts) ?? StatisticsCounts()
    }
}
