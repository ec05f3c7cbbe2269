import Invoices
import JSON
import MariaDB

/// The rows of jobs' histories; within the transaction that does what they tell.
enum HistoryRows {
    static let columns = "at, action, key_id, key_name, user_id, user_name, details"

    static func entry(_ row: Row) throws -> HistoryEntry {
        let at = try row.timestamp()
        guard let action = HistoryEntry.Action(rawValue: try row.text()) else {
            throw StorageError.damaged("A history has an action that this program does not know.")
        }
        return HistoryEntry(at: at, action: action, author: try author(row), details: try row.bytes())
    }

    private static func author(_ row: Row) throws -> HistoryEntry.Author? {
        let (key, keyName) = (try row.optionalText(), try row.optionalText())
        let (user, userName): (User.ID?, String?) = (try row.optionalID(), try row.optionalText())
        if let user { return HistoryEntry.Author(kind: .user, id: user.text, name: userName ?? "") }
        return key.map { HistoryEntry.Author(kind: .key, id: $0, name: keyName ?? "") }
    }

    static func note(
        _ action: HistoryEntry.Action, _ job: Job.ID, of account: Account.ID, on connection: Connection,
        _ details: (inout JSONWriter) -> Void
    ) throws {
        try insert(action, details, on: connection, "SELECT ? AS account, ? AS job", [account.value, job.value])
    }

    /// Of each job that reads that upload.
    static func noteDeletion(of document: StoredDocument.ID, on connection: Connection) throws {
        try insert(
            .deleted,
            { json in
                json.member("what", "document")
                json.member("document", document.text)
            }, on: connection,
            """
            SELECT r.account_id AS account, r.id AS job FROM job r JOIN (
                SELECT job_id FROM job_detail WHERE document_id = ?
                UNION SELECT p.job_id FROM page_detail d JOIN page p ON p.id = d.page_id WHERE d.document_id = ?
            ) d ON d.job_id = r.id
            """, [document.value, document.value])
    }

    /// Of a job; see `insertExport`.
    static func noteExport(
        of job: Job.ID, _ account: Account.ID, as format: String, on connection: Connection
    ) throws {
        try insertExport(
            { $0.member("format", format) }, on: connection, "SELECT ? AS account, ? AS job",
            [account.value, job.value])
    }

    /// Of each job of the group that has results; see `insertExport`.
    static func noteExport(
        of group: Group.ID, _ account: Account.ID, as format: String, on connection: Connection
    ) throws {
        try insertExport(
            { json in
                json.member("format", format)
                json.member("group", group.text)
            }, on: connection,
            """
            SELECT r.account_id AS account, r.id AS job FROM job r JOIN job_result x ON x.job_id = r.id
            WHERE r.group_id = ? AND r.account_id = ? AND r.status IN (\(JobStatus.withResults.sql))
            """, [group.value, account.value])
    }

    /// Minutes in which a caller's exports of a job in one format are one entry: programs ask again and again.
    private static let exportMinutes = 60

    private static func insertExport(
        _ details: (inout JSONWriter) -> Void, on connection: Connection, _ jobs: String, _ values: [Value]
    ) throws {
        let noted = """
            SELECT 1 FROM job_history h WHERE h.account_id = j.account AND h.job_id = j.job
            AND h.at > UTC_TIMESTAMP(3) - INTERVAL \(exportMinutes) MINUTE
            AND h.action = '\(HistoryEntry.Action.exported.rawValue)' AND h.key_id <=> ? AND h.user_id <=> ?
            AND h.details = ?
            """
        let json = JSONWriter.write { $0.object(details) }
        try insert(
            .exported, details, on: connection, jobs, values,
            where: SQLPart(
                text: "NOT EXISTS (\(noted))",
                values: [.optional(Principal.current?.key), .id(Principal.current?.user), .utf8(json)]))
    }

    /// More of a document's data than this is left out: a history is no store of documents.
    private static let mostConfirmedBytes = 1 << 20

    /// A person confirmed what the document of that hash says: what was confirmed stays, also if the job gets another one.
    static func noteConfirmation(
        of job: Job.ID, _ account: Account.ID, hash: [UInt8]?, _ confirmed: Extraction, on connection: Connection
    ) throws {
        let data = SummaryCoding.extractedData(confirmed.invoice)
        try note(.confirmed, job, of: account, on: connection) { json in
            json.member("sha256", hash.map { $0.map { String(0x100 + Int($0), radix: 16).dropFirst() }.joined() })
            json.member("isValid", confirmed.isValid)
            json.member("extractedData", raw: data.count <= mostConfirmedBytes ? data : nil)
        }
    }

    /// The job is deleted: what its history says of its contents goes with it; who did what and when stays.
    static func close(_ job: Job.ID, of account: Account.ID, on connection: Connection) throws {
        try connection.run(
            "UPDATE job_history SET details = '{}' WHERE account_id = ? AND job_id = ?", [account.value, job.value])
        try note(.deleted, job, of: account, on: connection) { $0.member("what", "job") }
    }

    static func remove(_ job: Job.ID, of account: Account.ID, on connection: Connection) throws {
        try connection.run(
            "DELETE FROM job_history WHERE account_id = ? AND job_id = ?", [account.value, job.value])
    }

    /// Who acts, as it is called now; NULL: the server itself.
    static var actorName: SQLPart {
        SQLPart(
            text: "COALESCE((SELECT name FROM user WHERE id = ?), (SELECT name FROM api_key WHERE id = ?))",
            values: [.id(Principal.current?.user), .optional(Principal.current?.key)])
    }

    /// - Parameters:
    ///   - jobs: A SELECT of accounts and jobs.
    ///   - condition: About `j.account` and `j.job`.
    private static func insert(
        _ action: HistoryEntry.Action, _ details: (inout JSONWriter) -> Void, on connection: Connection,
        _ jobs: String, _ values: [Value], where condition: SQLPart = SQLPart(text: "TRUE")
    ) throws {
        let (key, user) = (Value.optional(Principal.current?.key), Value.id(Principal.current?.user))
        let json = JSONWriter.write { $0.object(details) }
        try connection.run(
            """
            INSERT INTO job_history (account_id, job_id, at, action, key_id, key_name, user_id, user_name, details)
            SELECT j.account, j.job, UTC_TIMESTAMP(3), ?, ?, (SELECT name FROM api_key WHERE id = ?),
                ?, (SELECT name FROM user WHERE id = ?), ?
            FROM (\(jobs)) j WHERE \(condition.text)
            """, [.text(action.rawValue), key, key, user, user, .utf8(json)] + values + condition.values)
    }
}
