package import Invoices
package import MariaDB
import Secrets

/// Documents that a job fetched, kept as uploads are: once by SHA-256, in chunks. A later attempt of the same run reads
/// them on whichever machine it runs; processing the job anew fetches anew; they go with the job.
package struct DownloadStore: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Streams what an earlier attempt fetched from `url`; false when there is nothing.
    package func read(_ url: String, of job: Job.ID, into sink: (ArraySlice<UInt8>) throws -> Void) throws -> Bool {
        let digest = try Digest.sha256(Array(url.utf8))
        let found = try database.reading { connection -> (content: ContentRows.Content.ID, size: Int)? in
            try connection.first(
                """
                SELECT c.id, c.size FROM job_fetched f JOIN content c ON c.id = f.content_id
                WHERE f.job_id = ? AND f.url_sha256 = ?
                """, [job.value, .bytes(digest)]
            ) { (try $0.id(), try $0.int()) }
        }
        guard let found else { return false }
        try ContentRows.stream(found.content, 0..<found.size, from: database, into: sink)
        return true
    }

    /// Keeps the bytes that `next` gives until nil, unless the claim of that epoch is over.
    package func keep(_ url: String, of job: Job.ID, epoch: Int, from next: () throws -> [UInt8]?) throws {
        let digest = try Digest.sha256(Array(url.utf8))
        let staged = try StagedContent(in: database, from: next)
        do {
            try staged.keepOrDrop { connection, content in
                // Under the job's lock: bytes of a job that is being deleted would stay for ever.
                guard let claimed = try LockedJob.lock(job, on: connection), claimed.epoch == epoch,
                    claimed.queueState == .running
                else { throw ClaimIsOver() }
                try connection.run(
                    "INSERT INTO job_fetched (job_id, url_sha256, content_id) VALUES (?, ?, ?)",
                    [job.value, .bytes(digest), content.value])
            }
        } catch is ClaimIsOver {
            return
        }
    }

    private struct ClaimIsOver: Error {}
}
