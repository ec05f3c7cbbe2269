package import Invoices
import MariaDB

/// What is read along with a key, in the statement that looks the key up: one question to the database in place of two or
/// three. A GET of a job or of the list of jobs is mostly asking the database; docs/decisions/prefetch.md has the figures.
///
/// What comes of it is `Prefetched`: nobody sees it unless the key is good.
package enum AuthenticatedPrefetch: Sendable {
    case nothing
    /// A job of the key's account, with its attempts.
    case job(Job.ID)
    /// A page of the list of all jobs of the key's account, in the order in which they were made.
    case jobs(JobListJSON.Wanted, JobListJSON.Write)

    /// The key's row, and what was read along with it, for whoever finds that the key is good. Nil if there are no keys.
    func run(_ key: APIKeyText, hash: [UInt8], on connection: Connection) throws -> (StoredKey, Prefetched)? {
        switch self {
        case .nothing:
            return try connection.first(AuthenticatedPrefetch.plain, AuthenticatedPrefetch.values(key)) {
                (try StoredKey($0), .none)
            }
        case .jobs(let wanted, let write):
            return try AuthenticatedPrefetch.jobs(wanted, write, key, hash, on: connection)
        case .job(let id):
            return try AuthenticatedPrefetch.job(id, key, hash, on: connection)
        }
    }

    private static func job(
        _ id: Job.ID, _ key: APIKeyText, _ hash: [UInt8], on connection: Connection
    ) throws -> (StoredKey, Prefetched)? {
        var stored: StoredKey?
        var item = JobRows.Item()
        let name = Value.text(key.id)
        _ = try connection.run(withJob, [name, id.value, name, .bytes(hash), name]) { row in
            stored = try StoredKey(row)
            if try row.flag() { try item.take(row) }
        }
        guard let stored else { return nil }
        return (stored, try item.job.map { .job(try $0.whole(on: connection), item.attempts) } ?? .none)
    }

    private static func jobs(
        _ wanted: JobListJSON.Wanted, _ write: @escaping JobListJSON.Write, _ key: APIKeyText, _ hash: [UInt8],
        on connection: Connection
    ) throws -> (StoredKey, Prefetched)? {
        var stored: StoredKey?
        let name = Value.text(key.id)
        let values = [name, name, name, .bytes(hash), .int(wanted.limit), .int(wanted.offset), .bytes(hash)]
        let page = try JobListJSON(limit: wanted.limit, write) { make in
            var (total, arrivals, elements) = (0, RowOrder(), [Range<Int>]())
            _ = try connection.run(wanted.isDescending ? withNewestJobs : withOldestJobs, values) { row in
                if stored == nil {
                    stored = try StoredKey(row)
                    total = try row.int()
                } else {
                    try row.skip(StoredKey.count + 1)
                }
                guard try row.flag() else { return }
                try arrivals.note(row)
                elements.append(try make(row))
            }
            return Listing(elements: arrivals.sorted(elements, descending: wanted.isDescending), total: total)
        }
        guard let stored else { return nil }
        return (stored, .jobs(page))
    }

    // MARK: SQL

    private static func values(_ key: APIKeyText) -> [Value] { [.text(key.id), .text(key.id)] }

    private static let plain = "SELECT \(StoredKey.columns) FROM api_key k WHERE \(StoredKey.condition)"

    /// Nothing is joined to a neighbour's row, or to a key with another secret.
    private static let withJob = """
        SELECT \(StoredKey.columns), r.id IS NOT NULL, \(JobRows.itemColumns)
        FROM api_key k
        LEFT JOIN (job r \(JobRows.joined))
            ON r.id = ? AND r.account_id = k.account_id AND k.id = ? AND k.secret_hash = ?
        LEFT JOIN job_attempt a ON a.job_id = r.id
        WHERE \(StoredKey.condition)
        """

    private static let withNewestJobs = withJobs(order: "DESC")
    private static let withOldestJobs = withJobs(order: "ASC")

    /// The key and the number of jobs stand in a table of one row, so that they are not looked up for each job.
    private static func withJobs(order: String) -> String {
        """
        SELECT k.*, r.id IS NOT NULL, \(RowOrder.columns), \(JobRows.listColumns)
        FROM (SELECT \(StoredKey.columns),
                (SELECT CAST(COALESCE(SUM(t.count), 0) AS SIGNED) FROM tally t WHERE t.account_id = k.account_id
                    AND t.slot IN (\(JobStatus.allCases.map { String(Counters.jobs($0)) }.joined(separator: ", ")))) AS total
            FROM api_key k WHERE \(StoredKey.condition) LIMIT 1) k
        LEFT JOIN ((SELECT r.id FROM job r
                WHERE r.account_id = (SELECT b.account_id FROM api_key b WHERE b.id = ? AND b.secret_hash = ?)
                ORDER BY r.created_at \(order), r.id \(order) LIMIT ? OFFSET ?) p
            STRAIGHT_JOIN job r ON r.id = p.id \(JobRows.joined)) ON k.is_asked AND k.secret_hash = ?
        """
    }
}
