package import Invoices
import MariaDB

/// A completed job of a group, with what was found and corrected.
package struct GroupResult: Sendable {
    package let number: String
    package let documentName: String
    package let extraction: Extraction
}

extension GroupStore {
    /// How many jobs are asked for at a time.
    private static let portion = 100

    /// Of the group's completed jobs, in the order of their making; throws `StorageError.notFound`.
    package func results(of id: Group.ID, of account: Account.ID) throws -> [GroupResult] {
        try database.reading { _ = try GroupRows.find(id, of: account, on: $0) }
        var results: [GroupResult] = []
        var last: Job.ID?
        while true {
            let seen = last
            let found = try database.reading { try Self.portion(after: seen, of: id, on: $0) }
            results += found.map(\.1)
            guard found.count == Self.portion else { return results }
            last = found.last?.0
        }
    }

    /// Ids begin with the time of their making.
    private static func portion(
        after last: Job.ID?, of id: Group.ID, on connection: Connection
    ) throws -> [(Job.ID, GroupResult)] {
        let jobs = try connection.rows(
            """
            SELECT id, number, document_name FROM job
            WHERE group_id = ? AND status = 3 AND (? IS NULL OR id > ?) ORDER BY id LIMIT ?
            """, [id.value, .id(last), .id(last), .int(portion)]
        ) { row -> (id: Job.ID, number: String, name: String) in (try row.id(), try row.text(), try row.text()) }
        return try jobs.map { job in
            guard let extraction = try ResultRows.extraction(of: job.id, on: connection) else {
                throw StorageError.damaged("A completed job has no result.")
            }
            return (job.id, GroupResult(number: job.number, documentName: job.name, extraction: extraction))
        }
    }
}
