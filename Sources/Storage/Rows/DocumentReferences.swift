import Invoices
import MariaDB

/// Uploaded documents as jobs and pages name them: `document:<id>`.
enum DocumentReferences {
    /// An uploaded document that is named must exist, and is held against deletion until the commit.
    static func require(_ url: String, of account: Account.ID, on connection: Connection) throws {
        guard let text = name(in: url) else { return }
        guard let id = StoredDocument.ID(text), try hold(id, of: account, on: connection) else {
            throw StorageError.unknownReference(.document)
        }
    }

    /// All uploads that the job and its added pages name must still be there, and are held against deletion until the
    /// commit. Throws `documentGone`.
    static func requireUploads(of job: Job.ID, _ account: Account.ID, on connection: Connection) throws {
        let named = try connection.rows(
            """
            SELECT document_id FROM job_detail WHERE job_id = ? AND document_id IS NOT NULL
            UNION SELECT d.document_id FROM page r JOIN page_detail d ON d.page_id = r.id
            WHERE r.job_id = ? AND d.document_id IS NOT NULL
            """, [job.value, job.value]
        ) { try $0.id() as StoredDocument.ID }
        for id in named.sorted(by: { $0.text < $1.text }) where try !hold(id, of: account, on: connection) {
            throw StorageError.documentGone
        }
    }

    private static func hold(
        _ id: StoredDocument.ID, of account: Account.ID, on connection: Connection
    ) throws -> Bool {
        try connection.first(
            "SELECT 1 FROM document WHERE id = ? AND account_id = ? LOCK IN SHARE MODE", [id.value, account.value]
        ) { try $0.int() } != nil
    }

    /// NULL for what is fetched from elsewhere.
    static func id(in url: String?) -> Value { .id(url.flatMap(name).flatMap { StoredDocument.ID($0) }) }

    private static func name(in url: String) -> String? {
        url.hasPrefix("document:") ? String(url.dropFirst("document:".count)) : nil
    }
}
