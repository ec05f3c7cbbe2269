import Foundation
import Logging

@testable import Queueing

/// The queue's threads over a scripted queue, at a test's pace.
final class QueueingRig: Sendable {
    let queue = ScriptedQueue()
    let lease = Lease<Int>()
    let crew = Crew()
    let counters = QueueCounters()
    let unsaved = UnsavedResults()
    let keeper: LeaseKeeper<ScriptedQueue>
    let reaper: Reaper<ScriptedQueue>
    let dispatcher: Dispatcher<ScriptedQueue>

    init(
        width: Int = 2, obstacle: @escaping @Sendable () -> String? = { nil },
        work: @escaping Worker<ScriptedQueue>.Work
    ) {
        var pace = Pace()
        pace.poll = .milliseconds(5)...(.milliseconds(10))
        pace.beat = .milliseconds(20)
        pace.cancelRequests = .milliseconds(10)
        pace.silence = .milliseconds(200)
        pace.reap = .milliseconds(20)
        pace.recovery = .milliseconds(5)
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        keeper = LeaseKeeper(queue: queue, lease: lease, crew: crew, pace: pace, log: log)
        reaper = Reaper(queue: queue, crew: crew, pace: pace, log: log)
        let worker = Worker(queue: queue, pace: pace, log: log, counters: counters, unsaved: unsaved, work: work)
        dispatcher = Dispatcher(
            queue: queue, lease: lease, crew: crew, worker: worker, width: width, pace: pace, log: log,
            obstacle: obstacle)
    }

    func start() throws {
        try keeper.start()
        try dispatcher.start()
    }

    func stop() {
        dispatcher.stop()
        _ = crew.waitUntilIdle(.seconds(5))
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
