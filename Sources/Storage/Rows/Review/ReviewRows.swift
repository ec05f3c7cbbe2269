import FieldExtraction
import Invoices
import MariaDB

/// What reviews said of jobs' documents; within a transaction.
enum ReviewRows {
    /// What results were read from.
    struct Source: Equatable {
        let epoch: Int
        /// Nil where it is not known.
        let hash: [UInt8]?
    }

    private static let part = 0

    /// What the job's results were read from; nil without results.
    static func source(of job: Job.ID, on connection: Connection) throws -> Source? {
        try connection.first("SELECT epoch, document_sha256 FROM job_result WHERE job_id = ?", [job.value]) {
            Source(epoch: try $0.int(), hash: try $0.optionalBytes())
        }
    }

    /// What holds of results that were read from there; nil if nobody reviewed that document.
    static func find(_ job: Job.ID, of source: Source, on connection: Connection) throws -> ReviewedValues? {
        let found = try connection.first(
            "SELECT reviewed FROM job_review WHERE job_id = ? AND (epoch = ? OR document_sha256 = ?)",
            [job.value, .int(source.epoch), .optional(source.hash)]
        ) { try $0.bytes() }
        return try found.map { try ReviewCoding.read(ChunkRows.reviews.whole($0, part, of: job, on: connection)) }
    }

    /// In place of what was said before, of these or of other bytes.
    static func save(
        _ reviewed: ReviewedValues, of job: LockedJob, _ source: Source, on connection: Connection
    ) throws {
        let bytes = ReviewCoding.write(reviewed)
        // The chunks of what was said before go with its row.
        try connection.run(
            """
            REPLACE INTO job_review (job_id, account_id, document_sha256, epoch, reviewed) VALUES (?, ?, ?, ?, ?)
            """,
            [
                job.id.value, job.account.value, .optional(source.hash), .int(source.epoch),
                .utf8(ChunkRows.reviews.inRow(bytes)),
            ])
        try ChunkRows.reviews.write([(part, bytes)], of: job.id, on: connection)
    }
}
