package import Invoices
import MariaDB

/// A job of a group that has results, with what was found and corrected.
package struct GroupResult: Sendable {
    package let number: String
    package let documentName: String
    package let extraction: Extraction
}

extension GroupStore {
    /// How many jobs are asked for at a time; their results one by one, since each may be large.
    private static let portion = 100

    /// Of the group's jobs that have results, in the order of their making; none of a group that is not there.
    package func eachResult(
        of id: Group.ID, of account: Account.ID, _ body: (GroupResult) throws -> Void
    ) throws {
        try eachWithResults(of: id, account) { job in
            let found = try database.reading { try ResultRows.extraction(of: job.id, on: $0) }
            // Deleted meanwhile.
            guard let extraction = found else { return }
            try body(GroupResult(number: job.number, documentName: job.name, extraction: extraction))
        }
    }

    /// The jobs that have results themselves, each with what was found in it, in the same order.
    package func eachJobWithResults(
        of id: Group.ID, of account: Account.ID, _ body: (JobRecord) throws -> Void
    ) throws {
        try eachWithResults(of: id, account) { job in
            do {
                try body(try database.reading { try JobRows.find(job.id, of: account, on: $0) })
            } catch StorageError.notFound {
                // Deleted meanwhile.
            }
        }
    }

    /// Their ids alone, in the same order.
    package func eachIDWithResults(of id: Group.ID, of account: Account.ID, _ body: (Job.ID) throws -> Void) throws {
        try eachWithResults(of: id, account) { try body($0.id) }
    }

    /// How many jobs of the group have results.
    package func resultCount(of id: Group.ID, of account: Account.ID) throws -> Int {
        try database.reading { connection in
            try connection.first(
                """
                SELECT COUNT(*) FROM job r JOIN job_result x ON x.job_id = r.id
                WHERE r.group_id = ? AND r.account_id = ? AND r.status IN (\(JobStatus.withResults.sql))
                """, [id.value, account.value]
            ) { try $0.int() } ?? 0
        }
    }

    private func eachWithResults(
        of id: Group.ID, _ account: Account.ID, _ body: ((id: Job.ID, number: String, name: String)) throws -> Void
    ) throws {
        var last: Job.ID?
        while true {
            let seen = last
            let jobs = try database.reading { try Self.portion(after: seen, of: id, account, on: $0) }
            for job in jobs { try body(job) }
            guard jobs.count == Self.portion else { return }
            last = jobs.last?.id
        }
    }

    /// Ids begin with the time of their making.
    private static func portion(
        after last: Job.ID?, of id: Group.ID, _ account: Account.ID, on connection: Connection
    ) throws -> [(id: Job.ID, number: String, name: String)] {
        try connection.rows(
            """
            SELECT id, number, document_name FROM job
            WHERE group_id = ? AND account_id = ? AND status IN (\(JobStatus.withResults.sql)) AND (? IS NULL OR id > ?) \
            AND EXISTS (SELECT 1 FROM job_result x WHERE x.job_id = job.id)
            ORDER BY id LIMIT ?
            """, [id.value, account.value, .id(last), .id(last), .int(portion)]
        ) { row in (try row.id(), try row.text(), try row.text()) }
    }
}
