import Invoices
import MariaDB
import Secrets

/// The jobs that suppliers' memories were learnt from.
enum TaughtRows {
    struct Taught: Sendable {
        let supplier: Supplier.ID
        /// Nil where the supplier's memory must be learnt anew.
        let hash: [UInt8]?
    }

    /// Beyond so many documents the older ones count less and less; a memory is learnt anew from so many.
    static let most = 12

    static func find(_ job: Job.ID, of account: Account.ID, on connection: Connection) throws -> Taught? {
        try connection.first(
            "SELECT supplier_id, sha256 FROM supplier_taught WHERE job_id = ? AND account_id = ?",
            [job.value, account.value]
        ) { Taught(supplier: try $0.id(), hash: try $0.optionalBytes()) }
    }

    /// The latest jobs of the supplier, in the order in which they were learnt.
    static func latest(of supplier: Supplier.ID, _ account: Account.ID, on connection: Connection) throws -> [Job.ID] {
        try connection.rows(
            """
            SELECT job_id FROM supplier_taught WHERE supplier_id = ? AND account_id = ?
            ORDER BY taught_at DESC, job_id DESC LIMIT ?
            """, [supplier.value, account.value, .int(most)]
        ) { try $0.id() }.reversed()
    }

    /// A job that has taught the supplier before keeps its place.
    static func save(
        _ job: Job.ID, _ hash: [UInt8], of supplier: Supplier.ID, _ account: Account.ID, on connection: Connection
    ) throws {
        try connection.run(
            """
            INSERT INTO supplier_taught (job_id, account_id, supplier_id, taught_at, sha256)
            VALUES (?, ?, ?, UTC_TIMESTAMP(6), ?)
            ON DUPLICATE KEY UPDATE sha256 = VALUES(sha256),
            taught_at = IF(supplier_id = VALUES(supplier_id), taught_at, VALUES(taught_at)),
            supplier_id = VALUES(supplier_id)
            """, [job.value, account.value, supplier.value, .bytes(hash)])
    }

    static func delete(_ job: Job.ID, of account: Account.ID, on connection: Connection) throws {
        try connection.run(
            "DELETE FROM supplier_taught WHERE job_id = ? AND account_id = ?", [job.value, account.value])
    }

    static func delete(_ supplier: Supplier.ID, of account: Account.ID, on connection: Connection) throws {
        try connection.run(
            "DELETE FROM supplier_taught WHERE supplier_id = ? AND account_id = ?", [supplier.value, account.value])
    }

    /// To be called when a job has become another supplier's: what the former one learnt from it is learnt anew without it.
    static func hasLost(_ supplier: Supplier.ID, of account: Account.ID, on connection: Connection) throws {
        guard let last = try latest(of: supplier, account, on: connection).last else {
            return try MemoryRows.empty(supplier, of: account, on: connection)
        }
        try connection.run(
            "UPDATE supplier_taught SET sha256 = NULL WHERE job_id = ? AND account_id = ?",
            [last.value, account.value])
        try LessonRows.add(last, of: account, on: connection)
    }

    /// Of what a document teaches.
    static func hash(_ confirmed: [Field], absent: [String]) throws -> [UInt8] {
        let values = confirmed.map { "\($0.name)\t\(text($0.value))" }.sorted()
        return try Digest.sha256((values + absent.sorted()).joined(separator: "\n").utf8)
    }

    private static func text(_ value: Field.Value) -> String {
        switch value {
        case .text(let text): text
        case .amount(let amount): amount.literal
        case .date(let date): date.text
        case .flag(let flag): "\(flag)"
        }
    }
}
