import FieldExtraction
import Invoices
import MariaDB

/// Corrections and confirmation of a job's results as one act; within a transaction that has locked the job.
struct DocumentReview {
    private let job: LockedJob
    private let source: ReviewRows.Source
    private let read: Extraction
    private let template: Template
    private let language: String?
    private let before: JobCorrections
    private let shown: Extraction

    /// Nil where the job has no results.
    init?(of job: LockedJob, on connection: Connection) throws {
        guard JobStatus.withResults.contains(job.status),
            let source = try ReviewRows.source(of: job.id, on: connection),
            let read = try ResultRows.asRead(job.id, on: connection)
        else { return nil }
        self.job = job
        self.read = read
        self.source = try Self.known(source, of: job, on: connection)
        (template, language) = try ResultRows.basis(of: job.id, on: connection)
        before = try JobCorrections.find(of: job.id, readFrom: source, on: connection)
        let corrected = before.over(read, template: template, language: language)
        shown = before.isEmpty ? read : Extraction(fields: corrected.fields)
    }

    /// Throws `ReviewContradictions` unless `forced`, if a check says that the values cannot be.
    func carryOut(_ act: ReviewAct, on connection: Connection) throws {
        let annotations = try PageRows.corrections(of: job.id, on: connection)
        let reviewed = ReviewEdit(shown.fields, after: before.reviewed)
            .values(with: act.data, confirmed: act.confirms, annotations: annotations)
        let corrected = CorrectedExtraction(read, with: [], over: reviewed, template: template, language: language)
        let now = corrected.judged()
        let contradictions = now.findings.filter { $0.isCheck && $0.severity == .error }
        guard act.isForced || contradictions.isEmpty else { throw ReviewContradictions(findings: contradictions) }
        try ReviewRows.save(reviewed, of: job, source, on: connection)
        try show(now, corrected.corrected, isConfirmed: act.confirms, on: connection)
        var changes = CounterChanges()
        let history = CorrectionHistory(shown.fields, now.fields)
        try history.note(page: nil, of: job, on: connection)
        try changes.count(corrected: history.count, of: job, on: connection)
        if act.confirms {
            try noteReviewer(on: connection)
            try ReviewedDocument(
                account: job.account, job: job, hash: source.hash, read: read, confirmed: now,
                corrected: corrected.corrected
            ).hasConfirmed(on: connection)
            changes.count(StatisticsCounts(reviewed: 1), of: job)
        }
        try changes.write(on: connection)
    }

    // MARK: -

    /// Results of an older program do not say what they were read from: the bytes that the job has are those, unless it
    /// was given others since.
    private static func known(
        _ source: ReviewRows.Source, of job: LockedJob, on connection: Connection
    ) throws -> ReviewRows.Source {
        guard source.hash == nil else { return source }
        let revision = try connection.first(
            "SELECT document_revision FROM job_result WHERE job_id = ? AND account_id = ?",
            [job.id.value, job.account.value]
        ) { try $0.optionalInt() }
        guard job.status == .completed, let revision, let revision else { return source }
        return ReviewRows.Source(
            epoch: source.epoch, hash: try DocumentHash.ofReading(job, revision: revision, on: connection))
    }

    private func show(
        _ extraction: Extraction, _ corrected: Set<String>, isConfirmed: Bool, on connection: Connection
    ) throws {
        let extraction = try JobIdentity.settle(extraction, of: job, on: connection)
        try ResultRows.show(extraction, of: job.id, on: connection)
        try ResultRows.raiseRevision(of: job.id, on: connection)
        try AccuracyRows.recount(Array(corrected), of: job, on: connection)
        try ReviewDecision(extraction, isConfirmed: isConfirmed, on: connection).write(of: job)
    }

    private func noteReviewer(on connection: Connection) throws {
        let name = HistoryRows.actorName
        try connection.run(
            "UPDATE job_detail SET reviewed_by = \(name.text), reviewed_at = UTC_TIMESTAMP(3) WHERE job_id = ?",
            name.values + [job.id.value])
    }
}
