import FieldExtraction
import Invoices
import MariaDB

/// One change of the corrections on a job's pages: its results show it at once, judged anew, and its history tells it.
/// Within a transaction that has locked the job; made before the change, ended after it.
struct CorrectionChange {
    private let job: LockedJob
    private let page: Int
    private let corrections: [Correction]
    /// What the results showed; nil where there were none.
    private let shown: Extraction?

    init(of job: LockedJob, page: Int, on connection: Connection) throws {
        self.job = job
        self.page = page
        corrections = try PageRows.corrections(of: job.id, on: connection)
        shown = try Self.hasResults(job) ? ResultRows.extraction(of: job.id, on: connection) : nil
    }

    /// - Parameter changesDocument: Whether the next processing will read other pages.
    func end(changesDocument: Bool, on connection: Connection) throws {
        if changesDocument {
            try connection.run(
                "UPDATE job_detail SET document_revision = document_revision + 1 WHERE job_id = ?", [job.id.value])
        }
        try ResultRows.raiseRevision(of: job.id, on: connection)
        let now = try PageRows.corrections(of: job.id, on: connection)
        guard now != corrections else { return }
        let names = Set((corrections + now).map(\.field))
        guard let after = try show(now, on: connection) else {
            return try CorrectionHistory(
                names, before: unread(with: corrections, on: connection), after: unread(with: now, on: connection)
            ).note(page: page, of: job, on: connection)
        }
        try CorrectionHistory(names, before: shown?.fields ?? [], after: after.fields)
            .note(page: page, of: job, on: connection)
    }

    /// What the job's fields are, with the corrections of all pages but one.
    static func context(
        of job: Job.ID, besides page: StoredPage.ID?, on connection: Connection
    ) throws -> CorrectionContext {
        let (template, language) = try ResultRows.basis(of: job, on: connection)
        guard var read = try ResultRows.asRead(job, on: connection) else {
            return CorrectionContext(nil, template: template)
        }
        let others = try PageRows.corrections(of: job, besides: page, on: connection)
        read.fields = CorrectedExtraction(read, with: others, template: template, language: language).fields
        return CorrectionContext(read, template: template, language: language)
    }

    /// What results would be of a document of which nothing is read yet.
    private func unread(with corrections: [Correction], on connection: Connection) throws -> [Field] {
        try ResultRows.corrected(ResultRows.unread, with: corrections, of: job.id, on: connection).fields
    }

    private static func hasResults(_ job: LockedJob) -> Bool { JobStatus.withResults.contains(job.status) }

    /// Nil where there are no results.
    private func show(_ now: [Correction], on connection: Connection) throws -> Extraction? {
        guard Self.hasResults(job), let after = try ResultRows.judged(job.id, on: connection) else { return nil }
        try ResultRows.show(after, of: job.id, on: connection)
        try AccuracyRows.recount(now.map(\.field), of: job, on: connection)
        return after
    }
}
