import Foundation
import Logging

@testable import Queueing

/// The queue's threads over a scripted queue, at a test's pace.
final class QueueingRig: Sendable {
    let queue = ScriptedQueue()
    let lease = Lease<Int>()
    let runningJobs = RunningJobs()
    let counters = QueueCounters()
    let unsaved = UnsavedResults()
    let keeper: LeaseKeeper<ScriptedQueue>
    let reaper: Reaper<ScriptedQueue>
    let dispatcher: Dispatcher<ScriptedQueue>

    init(
        width: Int = 2, obstacle: @escaping @Sendable () -> String? = { nil },
        work: @escaping Worker<ScriptedQueue>.Work
    ) {
        var timing = QueueTiming()
        timing.poll = .milliseconds(5)...(.milliseconds(10))
        timing.beat = .milliseconds(20)
        timing.cancelRequests = .milliseconds(10)
        timing.silence = .milliseconds(200)
        timing.reap = .milliseconds(20)
        timing.recovery = .milliseconds(5)
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        keeper = LeaseKeeper(queue: queue, lease: lease, runningJobs: runningJobs, timing: timing, log: log)
        reaper = Reaper(queue: queue, runningJobs: runningJobs, timing: timing, log: log)
        let worker = Worker(queue: queue, timing: timing, log: log, counters: counters, unsaved: unsaved, work: work)
        dispatcher = Dispatcher(
            queue: queue, lease: lease, runningJobs: runningJobs, worker: worker, width: width, timing: timing,
            log: log,
            obstacle: obstacle)
    }

    func start() throws {
        try keeper.start()
        try dispatcher.start()
    }

    func stop() {
        dispatcher.stop()
        _ = runningJobs.waitUntilIdle(.seconds(5))
        keeper.stop()
    }
}

/// Work that goes on until the job is ended from outside.
func workUntilEnded(_ running: RunningJob) throws -> Never {
    let ended = DispatchSemaphore(value: 0)
    running.onEnd { ended.signal() }
    _ = ended.wait(timeout: .now() + 10)
    throw CancellationError()
}
