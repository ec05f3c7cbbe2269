import Foundation
package import Invoices
package import Logging
package import Storage

/// One claimed job from claim to outcome, on a thread of its own.
package struct Worker<Queue: JobQueue>: Sendable {
    /// The work itself. Returns the result. Throws `JobFailure`, or any error once the job was ended from outside.
    package typealias Work = @Sendable (RunningJob, (JobProgress) -> Void) throws -> ReadResult

    private let queue: Queue
    private let timing: QueueTiming
    private let log: Logger
    private let counters: QueueCounters
    private let unsaved: UnsavedResults
    private let work: Work

    package init(
        queue: Queue, timing: QueueTiming = QueueTiming(), log: Logger, counters: QueueCounters = QueueCounters(),
        unsaved: UnsavedResults = UnsavedResults(), work: @escaping Work
    ) {
        self.queue = queue
        self.timing = timing
        self.log = log
        self.counters = counters
        self.unsaved = unsaved
        self.work = work
    }

    func run(_ running: RunningJob) {
        var log = log
        log[metadataKey: "job"] = "\(running.job.id)"
        log[metadataKey: "attempt"] = "\(running.job.attempt)"
        log.info("job started", metadata: ["priority": "\(running.job.priority.rawValue)"])
        do {
            let reading = try work(running) { tell($0, of: running, log) }
            save(.completed, running, log) { try queue.complete(running.job, with: reading) }
        } catch {
            end(running, after: error, log)
        }
    }

    private func end(_ running: RunningJob, after error: any Error, _ log: Logger) {
        switch running.ending {
        case .cancelled: save(.cancelled, running, log) { try queue.cancelled(running.job) }
        case .lost: fenced(log)
        case .shutdown: giveBack(running, log)
        case nil:
            fail(running, with: error as? JobFailure ?? JobFailure(unexpected: error), log)
        }
    }

    private func fail(_ running: RunningJob, with failure: JobFailure, _ log: Logger) {
        var log = log
        log[metadataKey: "code"] = "\(failure.code.rawValue)"
        log[metadataKey: "kind"] = "\(failure.kind.rawValue)"
        log[metadataKey: "detail"] = "\(failure.detail)"
        counters.count(failure.code)
        save(.failed, running, log) { try queue.fail(running.job, with: failure) }
    }

    /// Tries until the outcome is saved, the claim is lost, or the database refuses it for good, so that a result is
    /// not lost only because the database is away.
    private func save(
        _ outcome: QueueCounters.Outcome, _ running: RunningJob, _ log: Logger, _ write: () throws -> ClaimState
    ) {
        defer { unsaved.settled(running.job) }
        while running.ending != .lost {
            do {
                return saved(outcome, try write(), running, log)
            } catch  where error.isMendedByTime {
                unsaved.failed(running.job)
                log.warning("outcome not saved yet", metadata: ["error": "\(error)"])
                Thread.sleep(forTimeInterval: timing.recovery.jittered(0.5).seconds)
            } catch {
                return giveUp(outcome, running, after: error, log)
            }
        }
        fenced(log)
    }

    private func saved(
        _ outcome: QueueCounters.Outcome, _ state: ClaimState, _ running: RunningJob, _ log: Logger
    ) {
        switch state {
        case .held: counted(outcome, log)
        case .lost: fenced(log)
        case .cancelled: counted(.cancelled, log)
        case .cancelRequested where outcome == .cancelled: counted(outcome, log)
        // The cancel request came while the last page was read. It is obeyed: nothing was saved yet.
        case .cancelRequested: save(.cancelled, running, log) { try queue.cancelled(running.job) }
        }
    }

    /// A result that can never be saved fails its job. If the failure cannot be saved either, the lease and the
    /// attempt's deadline end the job: endless attempts would hold a reader's place.
    private func giveUp(
        _ outcome: QueueCounters.Outcome, _ running: RunningJob, after error: any Error, _ log: Logger
    ) {
        log.error("outcome cannot be saved", metadata: ["outcome": "\(outcome.rawValue)", "error": "\(error)"])
        guard outcome != .failed else { return }
        fail(running, with: JobFailure(unexpected: error, kind: .permanent), log)
    }

    private func counted(_ outcome: QueueCounters.Outcome, _ log: Logger) {
        counters.count(outcome)
        switch outcome {
        case .completed: log.info("job completed")
        case .failed: log.notice("job attempt failed")
        case .cancelled: log.info("job cancelled")
        case .fenced: log.notice("claim lost, result dropped")
        }
    }

    private func fenced(_ log: Logger) { counted(.fenced, log) }

    private func giveBack(_ running: RunningJob, _ log: Logger) {
        do {
            try queue.release(running.job)
            log.info("job released")
        } catch {
            // Harmless: the lease ends, and another process takes the job.
            log.warning("job not released", metadata: ["error": "\(error)"])
        }
    }

    private func tell(_ progress: JobProgress, of running: RunningJob, _ log: Logger) {
        // The job's step shows whether a process died because of the job, so this step must be saved before it starts.
        // The others only inform the client.
        let isNeeded = progress.currentStep == .extracting
        repeat {
            do {
                switch try queue.tell(progress, of: running.job) {
                case .held: break
                case .cancelRequested, .cancelled: running.end(.cancelled)
                case .lost: running.end(.lost)
                }
                return
            } catch  where isNeeded && error.isMendedByTime {
                log.warning("step not saved yet", metadata: ["error": "\(error)"])
                Thread.sleep(forTimeInterval: timing.recovery.jittered(0.5).seconds)
            } catch {
                return log.debug("progress not saved", metadata: ["error": "\(error)"])
            }
        } while running.ending == nil
    }
}

extension JobFailure {
    fileprivate init(unexpected error: any Error, kind: Kind = .transient) {
        self.init(
            .internalError, "Something went wrong inside the server. Its operator can find the reason in the log.",
            kind: kind, detail: "\(error)")
    }
}
