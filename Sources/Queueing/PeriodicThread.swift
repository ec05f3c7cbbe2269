import Foundation
import Synchronization
import Threads

/// A thread that repeats one action until it is stopped.
package final class PeriodicThread: Sendable {
    package init() {}

    private let isStopped = Mutex(false)
    private let stopSign = DispatchSemaphore(value: 0)
    private let ended = DispatchGroup()

    /// `round` returns how long to wait before the next round. Throws if the machine has no thread for it.
    package func start(_ name: String, round: @escaping @Sendable () -> Duration) throws {
        ended.enter()
        do {
            try Threads.start(name) { [self] in
                while !isStopped.withLock({ $0 }) {
                    let pause = round()
                    if pause > .zero { _ = stopSign.wait(timeout: .now() + pause.seconds) }
                }
                ended.leave()
            }
        } catch {
            ended.leave()
            throw error
        }
    }

    /// Returns when the thread has ended.
    package func stop() {
        isStopped.withLock { $0 = true }
        stopSign.signal()
        ended.wait()
    }
}
