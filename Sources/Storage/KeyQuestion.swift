package import Invoices
import MariaDB

/// What the bearer of a key wants to know, answered along with who that is: one question to the database in place of two.
package enum KeyQuestion: Sendable {
    case nothing
    /// A job of the bearer's account, with its attempts.
    case job(Job.ID)
    /// How many jobs the bearer's account has.
    case numberOfJobs

    /// Only an answer that was asked for, and that there is.
    package enum Answer: Sendable {
        case none
        case job(JobRecord, [AttemptRecord])
        case numberOfJobs(Int)
    }

    /// The key's row, if there are keys at all, and the answer, which counts only when the key turns out to be good.
    func ask(_ key: KeyText, hash: [UInt8], on connection: Connection) throws -> (StoredKey, Answer)? {
        switch self {
        case .nothing:
            return try connection.first(KeyQuestion.plain, KeyQuestion.values(key)) { (try StoredKey($0), .none) }
        case .numberOfJobs:
            return try connection.first(KeyQuestion.withNumberOfJobs, KeyQuestion.values(key)) {
                (try StoredKey($0), .numberOfJobs(try $0.int()))
            }
        case .job(let id):
            return try KeyQuestion.job(id, key, hash, on: connection)
        }
    }

    private static func job(
        _ id: Job.ID, _ key: KeyText, _ hash: [UInt8], on connection: Connection
    ) throws -> (StoredKey, Answer)? {
        var stored: StoredKey?
        var item = JobRows.Item()
        let name = Value.text(key.id)
        _ = try connection.run(withJob, [name, id.value, name, .bytes(hash), name]) { row in
            stored = try StoredKey(row)
            if try row.flag() { try item.take(row) }
        }
        guard let stored else { return nil }
        return (stored, item.job.map { .job($0, item.attempts) } ?? .none)
    }

    // MARK: SQL

    private static func values(_ key: KeyText) -> [Value] { [.text(key.id), .text(key.id)] }

    private static let plain = "SELECT \(StoredKey.columns) FROM api_key k WHERE \(StoredKey.condition)"

    private static let withNumberOfJobs = """
        SELECT \(StoredKey.columns),
            (SELECT CAST(COALESCE(SUM(t.count), 0) AS SIGNED) FROM tally t WHERE t.account_id = k.account_id
                AND t.slot IN (\(JobStatus.allCases.map { String(Tally.jobs($0)) }.joined(separator: ", "))))
        FROM api_key k WHERE \(StoredKey.condition)
        """

    /// Nothing is joined to a neighbour's row, or to a key with another secret.
    private static let withJob = """
        SELECT \(StoredKey.columns), r.id IS NOT NULL, \(JobRows.itemColumns)
        FROM api_key k
        LEFT JOIN (job r \(JobRows.joined))
            ON r.id = ? AND r.account_id = k.account_id AND k.id = ? AND k.secret_hash = ?
        LEFT JOIN job_attempt a ON a.job_id = r.id
        WHERE \(StoredKey.condition)
        """
}

/// A key as it is stored, found by the id of one that was shown.
struct StoredKey: Sendable {
    let isAsked: Bool
    let account: Account.ID
    let hash: [UInt8]
    let scopes: String?
    let isLive: Bool
    let wantsStamp: Bool

    static let columns = """
        k.id = ?, k.account_id, k.secret_hash, k.scopes, k.revoked_at IS NULL
            AND (k.expires_at IS NULL OR k.expires_at > UTC_TIMESTAMP(3)),
        k.last_used_at IS NULL OR k.last_used_at < UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE
        """

    /// An unknown id finds its neighbour, the first behind the last: its row is read and compared all the same, so that
    /// the time tells nothing.
    static let condition = """
        k.id = COALESCE(
            (SELECT MIN(n.id) FROM api_key n WHERE n.id >= ?), (SELECT MIN(n.id) FROM api_key n))
        """

    init(_ row: Row) throws {
        isAsked = try row.flag()
        account = try row.id()
        hash = try row.bytes()
        scopes = try row.optionalText()
        isLive = try row.flag()
        wantsStamp = try row.flag()
    }
}
