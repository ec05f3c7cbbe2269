import Invoices
import MariaDB
import Secrets

/// SHA-256 of the bytes that a job reads; within a transaction that has locked the job.
enum DocumentHash {
    /// Of the document's bytes, or, if pages were added to it, of the digests of all of them. Nil if they are not known: the
    /// document was changed since that revision, or its bytes were not kept.
    static func ofReading(_ job: LockedJob, revision: Int?, on connection: Connection) throws -> [UInt8]? {
        guard let document = try ofDocument(job, revision: revision, on: connection) else { return nil }
        let pages = try ofAddedPages(job, on: connection)
        guard !pages.isEmpty else { return document }
        var all = document
        for (number, digest) in pages {
            guard let digest else { return nil }
            all += Array("\(number):".utf8) + digest
        }
        return try Digest.sha256(all)
    }

    private static func ofDocument(
        _ job: LockedJob, revision: Int?, on connection: Connection
    ) throws -> [UInt8]? {
        try connection.first(
            """
            SELECT COALESCE(o.sha256, c.sha256) FROM job_detail d
            LEFT JOIN document o ON o.id = d.document_id AND o.account_id = ?
            LEFT JOIN job_fetched f ON f.job_id = d.job_id AND f.url_sha256 = UNHEX(SHA2(d.document_url, 256))
            LEFT JOIN content c ON c.id = f.content_id
            WHERE d.job_id = ? AND d.document_revision = COALESCE(?, d.document_revision)
            """, [job.account.value, job.id.value, .optional(revision)]
        ) { try $0.optionalBytes() }.flatMap { $0 }
    }

    private static func ofAddedPages(
        _ job: LockedJob, on connection: Connection
    ) throws -> [(number: Int, digest: [UInt8]?)] {
        try connection.rows(
            """
            SELECT r.number, COALESCE(o.sha256, c.sha256) FROM page r JOIN page_detail d ON d.page_id = r.id
            LEFT JOIN document o ON o.id = d.document_id AND o.account_id = r.account_id
            LEFT JOIN job_fetched f ON f.job_id = r.job_id AND f.url_sha256 = UNHEX(SHA2(d.url, 256))
            LEFT JOIN content c ON c.id = f.content_id
            WHERE r.job_id = ? AND r.account_id = ? AND d.url IS NOT NULL ORDER BY r.number
            """, [job.id.value, job.account.value]
        ) { (try $0.int(), try $0.optionalBytes()) }
    }
}
