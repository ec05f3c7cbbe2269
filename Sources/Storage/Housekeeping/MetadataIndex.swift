package import Invoices
import MariaDB

/// Takes the values of metadata that no program has taken yet: jobs from before there was an index of them, and those
/// that an older program writes beside this one.
package struct MetadataIndex: Sendable {
    /// Jobs that one transaction changes at most.
    private static let portion = 100

    let database: Database

    /// Takes up to `limit` jobs behind `last`; the last of them, nil when there was none.
    package func take(after last: Job.ID? = nil, upTo limit: Int = 2000) throws -> Job.ID? {
        var (last, left, found) = (last, limit, nil as Job.ID?)
        while left > 0 {
            let jobs = try portion(after: last, upTo: min(left, MetadataIndex.portion))
            guard let end = jobs.last else { break }
            (last, found, left) = (end, end, left - jobs.count)
        }
        return found
    }

    private func portion(after last: Job.ID?, upTo limit: Int) throws -> [Job.ID] {
        let start = last
        return try database.writing { connection in
            let jobs: [Job.ID] = try connection.rows(
                "SELECT job_id FROM job_detail WHERE is_unindexed = 1 AND job_id > ? ORDER BY job_id LIMIT ?",
                [.bytes(start?.bytes ?? []), .int(limit)]
            ) { try $0.id() }
            for job in jobs {
                // The job before its details, as everyone locks.
                guard let locked = try LockedJob.lock(job, on: connection) else { continue }
                let metadata = try connection.first(
                    "SELECT metadata FROM job_detail WHERE job_id = ?", [job.value]
                ) { try $0.optionalBytes() }
                try MetadataValues.put(metadata ?? nil, of: job, locked.account, on: connection)
            }
            return jobs
        }
    }
}
