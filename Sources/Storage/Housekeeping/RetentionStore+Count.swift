package import Invoices
import MariaDB

extension RetentionStore {
    /// What `purge` would remove now; removes nothing.
    package func count(olderThan age: Duration, of account: Account.ID? = nil) throws -> Removed {
        let seconds = Int(age.components.seconds)
        let owner = account.map { SQLPart(text: " AND account_id = ?", values: [$0.value]) } ?? SQLPart(text: "")
        let jobs = RetentionStore.jobs(seconds, owner)
        let documents = RetentionStore.documents(seconds, owner)
        // Jobs that go need no document.
        let kept = "job_id NOT IN (SELECT id FROM job WHERE \(jobs.text))"
        return try database.reading { connection in
            Removed(
                jobs: try Self.number("SELECT COUNT(*) FROM job WHERE \(jobs.text)", jobs.values, connection),
                documents: try Self.number(
                    """
                    SELECT COUNT(*) FROM document WHERE \(documents.text)
                    AND NOT EXISTS (SELECT 1 FROM job_detail d WHERE d.document_id = document.id AND d.\(kept))
                    AND NOT EXISTS (SELECT 1 FROM page_detail d JOIN page p ON p.id = d.page_id
                        WHERE d.document_id = document.id AND p.\(kept))
                    """, documents.values + jobs.values + jobs.values, connection))
        }
    }

    private static func number(_ sql: String, _ values: [Value], _ connection: Connection) throws -> Int {
        try connection.first(sql, values) { try $0.int() } ?? 0
    }
}
