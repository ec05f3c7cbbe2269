import Invoices
import MariaDB

/// Writes anew what lists show and filter by, where an older program wrote it: with the names and members of today.
package struct ResultShapeUpgrade: Sendable {
    /// Results that one transaction changes at most; each may have ten thousand line items.
    private static let portion = 20

    let database: Database

    /// How many results were written anew, at least one as long as any is left.
    package func run(upTo limit: Int = 200) throws -> Int {
        var count = 0
        while count < limit {
            let written = try portion()
            count += written
            if written < Self.portion { break }
        }
        return count
    }

    private func portion() throws -> Int {
        try database.writing { connection in
            let jobs: [Job.ID] = try connection.rows(
                "SELECT job_id FROM job_result WHERE shape < ? LIMIT ?", [.int(ResultRows.shape), .int(Self.portion)]
            ) { try $0.id() }
            // Jobs are locked first everywhere, and in one order.
            for job in jobs.sorted(by: { $0.bytes.lexicographicallyPrecedes($1.bytes) }) {
                if try LockedJob.lock(job, on: connection) != nil { try write(job, on: connection) }
            }
            return jobs.count
        }
    }

    private func write(_ job: Job.ID, on connection: Connection) throws {
        do {
            // Judged anew: an older program did not judge corrections.
            guard let extraction = try ResultRows.judged(job, on: connection) else { return }
            try ResultRows.show(extraction, of: job, on: connection)
            try ResultRows.raiseRevision(of: job, on: connection)
        } catch StorageError.damaged {
            // It stays as it is, and whoever asks for it learns that it is damaged; the others must not wait for it.
            try connection.run(
                "UPDATE job_result SET shape = ? WHERE job_id = ?", [.int(ResultRows.shape), job.value])
        }
    }
}
