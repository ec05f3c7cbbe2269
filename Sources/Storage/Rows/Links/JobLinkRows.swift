import Invoices
import MariaDB

/// The links between jobs, in both directions.
enum JobLinkRows {
    /// In place of the job's earlier links, which the others lose too.
    static func save(
        _ links: [JobLink], of job: Job.ID, _ account: Account.ID, on connection: Connection
    ) throws {
        try remove(job, on: connection)
        guard !links.isEmpty else { return }
        let rows = repeatElement("(?, ?, ?, ?, ?)", count: links.count * 2).joined(separator: ", ")
        try connection.run(
            "INSERT IGNORE INTO job_link (job_id, other_id, kind, account_id, is_later) VALUES \(rows)",
            links.flatMap { link -> [Value] in
                [job.value, link.job.value, .choice(link.kind), account.value, .flag(true)]
                    + [link.job.value, job.value, .choice(link.kind), account.value, .flag(false)]
            })
    }

    /// The job is deleted: the others do not name it any more.
    static func remove(_ job: Job.ID, on connection: Connection) throws {
        try connection.run("DELETE FROM job_link WHERE job_id = ?", [job.value])
        try connection.run("DELETE FROM job_link WHERE other_id = ?", [job.value])
    }

    /// The job is purged: the others still name it.
    static func forget(_ job: Job.ID, on connection: Connection) throws {
        try connection.run("DELETE FROM job_link WHERE job_id = ?", [job.value])
    }

    /// A JSON array for answers, of the links of the job `r`: `[{"job": …, "kind": …}]`.
    static func json(_ isWanted: (JobLink.Kind) -> Bool) -> String {
        let kinds = JobLink.Kind.allCases.filter(isWanted)
        let names = JobLink.Kind.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return """
            (SELECT CONCAT('[', COALESCE(GROUP_CONCAT('{"job":"', LOWER(HEX(l.other_id)), '","kind":"', \
            ELT(l.kind + 1, \(names)), '"}' ORDER BY l.other_id SEPARATOR ','), ''), ']')
            FROM job_link l WHERE l.job_id = r.id AND l.kind IN (\(kinds.sql)))
            """
    }

    /// Of all accounts: jobs whose results came after those of a job with the same invoice.
    static func countDuplicates(on connection: Connection) throws -> [JobLink.Kind: Int] {
        let rows = try connection.rows(
            "SELECT kind, COUNT(DISTINCT job_id) FROM job_link WHERE is_later = 1 GROUP BY kind"
        ) { row -> (JobLink.Kind, Int) in (try row.choice(), try row.int()) }
        return Dictionary(rows) { first, _ in first }
    }
}
