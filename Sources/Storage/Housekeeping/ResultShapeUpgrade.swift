import Invoices
import MariaDB

/// Writes again what lists show and filter by, where an older program wrote it: with the names and members of today.
package struct ResultShapeUpgrade: Sendable {
    let database: Database

    /// How many results were written, at least one as long as any is left. Each has a transaction of its own: it may have
    /// ten thousand line items, and its corrections are judged.
    package func run(upTo limit: Int = 200) throws -> Int {
        let jobs: [Job.ID] = try database.reading { connection in
            try connection.rows(
                "SELECT job_id FROM job_result WHERE shape < ? LIMIT ?", [.int(ResultRows.shape), .int(limit)]
            ) { try $0.id() }
        }
        for job in jobs {
            do {
                try database.writing { try write(job, on: $0) }
            } catch let error where !error.isMendedByTime {
                try giveUp(job)
            }
        }
        return jobs.count
    }

    private func write(_ job: Job.ID, on connection: Connection) throws {
        // An older program did not judge corrections.
        guard let locked = try LockedJob.lock(job, on: connection),
            let judged = try ResultRows.judged(job, on: connection)
        else { return }
        let extraction = try JobIdentity.settle(judged, of: locked, on: connection)
        try ResultRows.show(extraction, of: job, on: connection)
        try ResultRows.raiseRevision(of: job, on: connection)
        let isConfirmed = try JobCorrections.find(of: job, on: connection).areConfirmed
        try ReviewDecision(extraction, isConfirmed: isConfirmed, on: connection).write(of: locked)
    }

    /// A result that cannot be understood stays as it is, and whoever asks for it learns that; the others go on.
    private func giveUp(_ job: Job.ID) throws {
        try database.writing { connection in
            try connection.run(
                "UPDATE job_result SET shape = ? WHERE job_id = ?", [.int(ResultRows.shape), job.value])
        }
    }
}
