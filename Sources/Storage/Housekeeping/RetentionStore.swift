package import Invoices
import MariaDB

/// Removes what is older than the operator wants to keep, for one account or for all.
package struct RetentionStore: Sendable {
    /// What was removed.
    package struct Removed: Sendable, Equatable {
        package var jobs = 0
        package var documents = 0

        package init(jobs: Int = 0, documents: Int = 0) {
            self.jobs = jobs
            self.documents = documents
        }
    }

    /// Jobs that one transaction removes at most: a long one would make others wait.
    private static let portion = 20

    let database: Database

    init(database: Database) {
        self.database = database
    }

    /// Removes the jobs that ended so long ago, with their pages and results, and then the documents of that age that no
    /// job needs any more. What has not ended stays, however old it is.
    package func purge(olderThan age: Duration, of account: Account.ID? = nil) throws -> Removed {
        let seconds = Int(age.components.seconds)
        let owner = account.map { SQLPart(text: " AND account_id = ?", values: [$0.value]) } ?? SQLPart(text: "")
        let (oldJobs, oldDocuments) = (RetentionStore.jobs(seconds, owner), RetentionStore.documents(seconds, owner))
        let jobs = try removeJobs(oldJobs.text, oldJobs.values)
        let documents = try removeDocuments(oldDocuments.text, oldDocuments.values)
        try removeDeliveries(seconds, owner)
        try removeHistories(seconds, owner)
        try removeSuppliers(seconds, owner)
        _ = try ContentGarbageCollector(database: database).run()
        return Removed(jobs: jobs, documents: documents)
    }

    /// The jobs that ended so long ago.
    static func jobs(_ seconds: Int, _ owner: SQLPart) -> SQLPart {
        SQLPart(
            text: """
                id < \(idOfAge) AND status IN (\(JobStatus.allCases.filter(\.isFinal).sql))
                AND COALESCE(completed_at, updated_at) < UTC_TIMESTAMP(3) - INTERVAL ? SECOND\(owner.text)
                """, values: [.int(seconds), .int(seconds)] + owner.values)
    }

    /// The documents of that age, needed or not.
    static func documents(_ seconds: Int, _ owner: SQLPart) -> SQLPart {
        SQLPart(
            text: "id < \(idOfAge) AND created_at < UTC_TIMESTAMP(3) - INTERVAL ? SECOND\(owner.text)",
            values: [.int(seconds), .int(seconds)] + owner.values)
    }

    /// Who was told of what, once it was told or given up.
    private func removeDeliveries(_ seconds: Int, _ owner: SQLPart) throws {
        try removeRows(
            """
            DELETE FROM delivery WHERE state <> \(Delivery.State.pending.sql) \
            AND updated_at < UTC_TIMESTAMP(3) - INTERVAL ? SECOND\(owner.text)
            """, [.int(seconds)] + owner.values)
    }

    /// Of jobs that were deleted; others take theirs along.
    private func removeHistories(_ seconds: Int, _ owner: SQLPart) throws {
        try removeRows(
            """
            DELETE FROM job_history WHERE at < UTC_TIMESTAMP(3) - INTERVAL ? SECOND\(owner.text)
            AND NOT EXISTS (SELECT 1 FROM job r WHERE r.id = job_history.job_id)
            """, [.int(seconds)] + owner.values)
    }

    /// Some in each transaction.
    private func removeSuppliers(_ seconds: Int, _ owner: SQLPart) throws {
        let portion = 500
        var removed = portion
        while removed == portion {
            removed = try database.writing { connection in
                try SupplierRemoval.purge(seconds, owner, upTo: portion, on: connection)
            }
        }
    }

    /// A thousand in each transaction.
    private func removeRows(_ statement: String, _ values: [Value]) throws {
        let portion = 1000
        var removed = portion
        while removed == portion {
            removed = try database.writing { connection in
                try connection.run("\(statement) LIMIT ?", values + [.int(portion)]).affectedRows
            }
        }
    }

    /// Ids begin with the time of their making: what is old stands at the front of the primary key.
    private static let idOfAge = "UNHEX(LPAD(HEX(GREATEST(UNIX_TIMESTAMP() - ?, 0) + 1), 8, '0'))"

    /// Removes the jobs that `condition` finds, with all that belongs to them, some in each transaction.
    func removeJobs(_ condition: String, _ values: [Value]) throws -> Int {
        var removed = 0
        while true {
            let count = try database.writing { connection in
                let jobs = try LockedJob.lockAll(
                    where: "\(condition) ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED",
                    values + [.int(RetentionStore.portion)], on: connection)
                guard !jobs.isEmpty else { return 0 }
                var changes = CounterChanges()
                try JobWriting.delete(jobs, &changes, isPurge: true, on: connection)
                for job in jobs { try HistoryRows.remove(job.id, of: job.account, on: connection) }
                try changes.write(on: connection)
                return jobs.count
            }
            guard count > 0 else { return removed }
            removed += count
        }
    }

    /// Removes the documents that `condition` finds and no job names.
    func removeDocuments(_ condition: String, _ values: [Value]) throws -> Int {
        var removed = 0
        while true {
            let found = try database.reading { connection in
                try connection.rows(
                    """
                    SELECT id, account_id FROM document WHERE \(condition)
                    AND NOT EXISTS (SELECT 1 FROM job_detail d WHERE d.document_id = document.id)
                    AND NOT EXISTS (SELECT 1 FROM page_detail d WHERE d.document_id = document.id) ORDER BY id LIMIT 100
                    """, values
                ) { row -> (StoredDocument.ID, Account.ID) in (try row.id(), try row.id()) }
            }
            let count = try found.reduce(0) { try $0 + (remove($1.0, of: $1.1) ? 1 : 0) }
            guard count > 0 else { return removed }
            removed += count
        }
    }

    /// False when a job has come to need it, or somebody else was faster.
    private func remove(_ id: StoredDocument.ID, of account: Account.ID) throws -> Bool {
        do {
            let content = try database.writing {
                try DocumentRows.delete(id, of: account, unlessNamed: true, on: $0)
            }
            _ = try ContentGarbageCollector(database: database).remove(content)
            return true
        } catch StorageError.notFound, StorageError.inUse {
            return false
        }
    }
}
