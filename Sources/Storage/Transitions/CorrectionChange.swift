import FieldExtraction
import Invoices
import MariaDB

/// One change of the corrections on a job's pages: its results show it at once, judged again, and its history has it.
/// Within a transaction that has locked the job; made before the change, ended after it.
struct CorrectionChange {
    private let job: LockedJob
    private let page: Int
    private let corrections: JobCorrections

    init(of job: LockedJob, page: Int, on connection: Connection) throws {
        self.job = job
        self.page = page
        corrections = try JobCorrections.find(of: job.id, on: connection)
    }

    /// - Parameter changesDocument: Whether the next processing will read other pages.
    func end(changesDocument: Bool, on connection: Connection) throws {
        if changesDocument {
            try connection.run(
                "UPDATE job_detail SET document_revision = document_revision + 1 WHERE job_id = ?", [job.id.value])
        }
        try ResultRows.raiseRevision(of: job.id, on: connection)
        let now = try JobCorrections.find(of: job.id, on: connection)
        guard now != corrections else { return }
        let (template, language) = try ResultRows.basis(of: job.id, on: connection)
        let hasResults = JobStatus.withResults.contains(job.status)
        let read = hasResults ? try ResultRows.asRead(job.id, on: connection) : nil
        func corrected(_ corrections: JobCorrections) -> CorrectedExtraction {
            corrections.over(read ?? Extraction(), template: template, language: language)
        }
        let (before, after) = (corrected(corrections), corrected(now))
        if let read { try show(now.isEmpty ? read : after.judged(), after.corrected, now, on: connection) }
        let names = Set((corrections.corrections + now.corrections).map(\.field))
        let history = CorrectionHistory(names, before: before.fields, after: after.fields)
        try history.note(page: page, of: job, on: connection)
        guard read != nil else { return }
        var changes = CounterChanges()
        try changes.count(corrected: history.count, of: job, on: connection)
        try changes.write(on: connection)
    }

    /// What the job's fields are, with the corrections of all pages but one.
    static func context(
        of job: Job.ID, besides page: StoredPage.ID?, on connection: Connection
    ) throws -> CorrectionContext {
        let (template, language) = try ResultRows.basis(of: job, on: connection)
        guard var read = try ResultRows.asRead(job, on: connection) else {
            return CorrectionContext(nil, template: template)
        }
        let others = try JobCorrections.find(of: job, besides: page, on: connection)
        read.fields = others.over(read, template: template, language: language).fields
        return CorrectionContext(read, template: template, language: language)
    }

    private func show(
        _ extraction: Extraction, _ corrected: Set<String>, _ now: JobCorrections, on connection: Connection
    ) throws {
        let extraction = try JobIdentity.settle(extraction, of: job, on: connection)
        try ResultRows.show(extraction, of: job.id, on: connection)
        try AccuracyRows.recount(Array(corrected), of: job, on: connection)
        try ReviewDecision(extraction, isConfirmed: now.areConfirmed, on: connection).write(of: job)
    }
}
