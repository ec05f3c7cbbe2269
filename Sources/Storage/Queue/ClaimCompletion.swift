import FieldExtraction
import Invoices
import MariaDB

/// Ends a claim: compare and set on the epoch, with the result, within one transaction.
struct ClaimCompletion {
    private let settings: QueueSettings
    private let connection: Connection

    init(_ settings: QueueSettings, on connection: Connection) {
        self.settings = settings
        self.connection = connection
    }

    func tell(_ progress: JobProgress, of job: ClaimedJob) throws -> ClaimState {
        let told = try connection.run(
            """
            UPDATE job SET percentage = ?, step = ?, updated_at = UTC_TIMESTAMP(3)
            WHERE id = ? AND epoch = ? AND queue_state = \(QueueState.running.sql)
            """,
            [
                .int(min(100, max(0, progress.percentage))), .choice(progress.currentStep), job.id.value,
                .int(job.epoch),
            ])
        guard told.affectedRows == 1 else { return .lost }
        let isCancelled = try connection.first("SELECT cancel_requested FROM job WHERE id = ?", [job.id.value]) {
            try $0.flag()
        }
        return isCancelled == true ? .cancelRequested : .held
    }

    func complete(_ claimed: ClaimedJob, with reading: ReadResult) throws -> ClaimState {
        guard let job = try lock(claimed) else { return try afterwards(claimed, [.completed]) }
        if job.isCancelRequested { return try cancel(job) }
        var changes = CounterChanges()
        try PageSaving(job, on: connection).save(reading, &changes.counters)
        let hash = try DocumentHash.ofReading(job, revision: claimed.inputs?.documentRevision, on: connection)
        let corrections = try JobCorrections.find(
            of: job.id, readFrom: ReviewRows.Source(epoch: job.epoch, hash: hash), on: connection)
        let corrected =
            corrections.isEmpty
            ? nil
            : corrections.over(
                reading.extraction, template: claimed.template, language: reading.document.language)
        let judged = corrected?.judged() ?? reading.extraction
        let identity = try JobIdentity(of: job, judged, document: hash, &changes.counters, on: connection)
        let shown = identity.applied(to: judged)
        let read = ReadResult(
            document: reading.document, pages: reading.pages, extraction: identity.applied(to: reading.extraction))
        try ResultRows.save(
            read, from: claimed.inputs, hash: hash, shown: shown, supplier: identity.match, of: job, on: connection)
        let milliseconds = try close(.completed, of: job)
        let contribution = LockedJob.Contribution(
            pages: reading.document.pages, processingTime: milliseconds,
            cost: settings.pricePerPage * Amount(cents: reading.pagesWithPrice * 100))
        changes.move(job, to: .completed, .none, contribution: contribution)
        changes.work(max(0, milliseconds - FairShare.chargeOfClaim), of: job.account)
        try connection.run(
            """
            UPDATE job SET status = \(JobStatus.completed.sql), queue_state = \(QueueState.none.sql), sort_key = 0, \
            worker_id = NULL, deadline_at = NULL,
                percentage = 100, step = NULL, error_code = NULL, processing_time = ?, pages = ?, cost = ?,
                completed_at = UTC_TIMESTAMP(3), updated_at = UTC_TIMESTAMP(3)
            WHERE id = ?
            """,
            [.int(milliseconds), .int(contribution.pages), .text(contribution.cost.literal), job.id.value])
        try Outbox.record(.completed, of: job, on: connection)
        let review = try ReviewDecision(shown, isConfirmed: corrections.areConfirmed, on: connection)
            .write(of: job, isNew: true)
        changes.count(StatisticsCounts(contribution, review), of: job)
        try noteReading(reading, of: job, by: claimed.inputs?.template)
        let filled = reading.extraction.fields.map(\.name)
        try AccuracyRows.recount(Array(corrected?.corrected ?? []), filled: filled, of: job, on: connection)
        try changes.write(on: connection)
        return .held
    }

    func fail(_ claimed: ClaimedJob, with failure: JobFailure, jitter: Double) throws -> ClaimState {
        guard let job = try lock(claimed) else {
            return try afterwards(claimed, [.failed, .retried, .crashed])
        }
        if job.isCancelRequested { return try cancel(job) }
        let fate = settings.retries.fate(
            after: failure, retries: job.retryCount, maximumRetries: try maximumRetries(of: job), crashes: job.crashes,
            jitter: jitter)
        var changes = CounterChanges()
        switch fate {
        case .retry(let pause):
            let isCrash = failure.kind == .crash
            let milliseconds = try close(isCrash ? .crashed : .retried, of: job, failure)
            changes.work(max(0, milliseconds - FairShare.chargeOfClaim), of: job.account)
            try Lifecycle.wait(
                job, for: pause, retries: isCrash ? 0 : 1, crashes: isCrash ? 1 : 0, &changes, on: connection)
        case .postpone(let pause): try postpone(job, for: pause, &changes)
        case .fail: try end(job, failure, failure, &changes)
        case .failAsPoison:
            let poison = JobFailure.poison(after: settings.retries.maximumCrashes)
            try end(job, failure.addedPage.map(poison.ofAddedPage) ?? poison, failure, &changes)
        }
        try changes.write(on: connection)
        return .held
    }

    func cancelled(_ claimed: ClaimedJob) throws -> ClaimState {
        guard let job = try lock(claimed) else { return try afterwards(claimed, [.cancelled]) }
        _ = try cancel(job)
        return .held
    }

    /// A shutdown is not the job's fault: the attempt does not count.
    func release(_ claimed: ClaimedJob) throws -> ClaimState {
        guard let job = try lock(claimed) else { return .lost }
        if job.isCancelRequested { return try cancel(job) }
        _ = try close(.released, of: job)
        var changes = CounterChanges()
        try Lifecycle.makeReady([job], &changes, on: connection)
        try connection.run(
            "UPDATE job SET epoch = epoch + 1, attempt = attempt - 1 WHERE id = ? AND attempt > 0", [job.id.value])
        try changes.write(on: connection)
        return .held
    }

    // MARK: -

    private func noteReading(_ reading: ReadResult, of job: LockedJob, by template: Template.ID?) throws {
        try HistoryRows.note(.read, job.id, of: job.account, on: connection) { json in
            json.member("pages", reading.document.pages)
            json.member("template", template?.text)
            json.member("attempt", job.attempt)
        }
    }

    /// The job, if this claim still holds it.
    private func lock(_ claimed: ClaimedJob) throws -> LockedJob? {
        guard let job = try LockedJob.lock(claimed.id, on: connection), job.epoch == claimed.epoch,
            job.queueState == .running
        else { return nil }
        return job
    }

    /// A claim that does not hold any more: lost, unless it was ended by this very call before its answer got lost.
    private func afterwards(_ claimed: ClaimedJob, _ wanted: [AttemptRecord.Outcome]) throws -> ClaimState {
        let ended = try connection.first(
            "SELECT outcome FROM job_attempt WHERE job_id = ? AND epoch = ?", [claimed.id.value, .int(claimed.epoch)]
        ) { AttemptRecord.Outcome(rawValue: try $0.text()) }
        guard let ended, let ended else { return .lost }
        if wanted.contains(ended) { return .held }
        return ended == .cancelled ? .cancelled : .lost
    }

    private func cancel(_ job: LockedJob) throws -> ClaimState {
        _ = try close(.cancelled, of: job)
        var changes = CounterChanges()
        try Lifecycle.end(job, as: .cancelled, nil, &changes, on: connection)
        try changes.write(on: connection)
        return .cancelled
    }

    private func end(
        _ job: LockedJob, _ shown: JobFailure, _ cause: JobFailure, _ changes: inout CounterChanges
    ) throws {
        let milliseconds = try close(.failed, of: job, JobFailure(shown.code, cause.message, kind: cause.kind))
        changes.work(max(0, milliseconds - FairShare.chargeOfClaim), of: job.account)
        if let page = cause.addedPage {
            try PageRows.fail(page, of: job, shown.message, &changes.counters, on: connection)
        }
        try Lifecycle.end(job, as: .failed, shown, &changes, on: connection)
    }

    /// Nothing was tried, so nothing of it stays: a job may be put off a hundred times.
    private func postpone(_ job: LockedJob, for pause: Duration, _ changes: inout CounterChanges) throws {
        try connection.run(
            "DELETE FROM job_attempt WHERE job_id = ? AND epoch = ?", [job.id.value, .int(job.epoch)])
        changes.work(-FairShare.chargeOfClaim, of: job.account)
        try Lifecycle.wait(job, for: pause, &changes, on: connection)
        try connection.run("UPDATE job SET attempt = attempt - 1 WHERE id = ? AND attempt > 0", [job.id.value])
    }

    private func maximumRetries(of job: LockedJob) throws -> Int {
        guard let group = job.group else { return RetryPolicy.standardRetries }
        return try connection.first("SELECT retry_count FROM job_group WHERE id = ?", [group.value]) { try $0.int() }
            ?? RetryPolicy.standardRetries
    }

    /// Closes the attempt's row; how many milliseconds it took.
    private func close(
        _ outcome: AttemptRecord.Outcome, of job: LockedJob, _ failure: JobFailure? = nil
    ) throws -> Int {
        try AttemptRows.close(job.id, job.epoch, outcome, failure, on: connection)
    }
}

extension JobFailure {
    static func poison(after crashes: Int) -> JobFailure {
        JobFailure(
            .poisonDocument,
            "Reading this document failed \(crashes) times in a way that stops the reader. "
                + "Open it and save or scan it again, then process the job anew.",
            kind: .crash)
    }
}
