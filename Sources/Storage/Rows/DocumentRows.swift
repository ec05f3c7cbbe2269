import Invoices
import MariaDB

/// Removes documents; within a transaction.
enum DocumentRows {
    /// The content whose use has ended. Throws `notFound`, or `inUse` while an unfinished job needs the document, or any
    /// job `unlessNamed`.
    static func delete(
        _ id: StoredDocument.ID, of account: Account.ID, unlessNamed: Bool = false, on connection: Connection
    ) throws -> ContentRows.Content.ID {
        let content: ContentRows.Content.ID? = try connection.first(
            "SELECT content_id FROM document WHERE id = ? AND account_id = ? FOR UPDATE", [id.value, account.value]
        ) { try $0.id() }
        guard let content else { throw StorageError.notFound }
        let user = try connection.first(
            """
            SELECT 1 FROM (
                SELECT job_id FROM job_detail WHERE document_id = ?
                UNION ALL SELECT p.job_id FROM page_detail d JOIN page p ON p.id = d.page_id WHERE d.document_id = ?
            ) d JOIN job r ON r.id = d.job_id
            WHERE ? OR r.status IN (\(JobStatus.allCases.filter { !$0.isFinal }.sql)) LIMIT 1
            """, [id.value, id.value, .flag(unlessNamed)]
        ) { try $0.int() }
        guard user == nil else { throw StorageError.inUse }
        try connection.run("DELETE FROM document WHERE id = ?", [id.value])
        try ContentRows.release(content, on: connection)
        var counters = Counters()
        counters.add(-1, to: Counters.documents, of: account)
        try counters.write(on: connection)
        return content
    }
}
