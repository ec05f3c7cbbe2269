import Dispatch
import Synchronization
import Testing
import Threads

@testable import Processing

struct TrialTests {
    @Test func `what was found a short while ago is not tried again`() {
        let tries = Mutex(0)
        let trial = Trial(every: .seconds(3600), first: 0, stuck: -1) { _ in
            tries.withLock {
                $0 += 1
                return $0
            }
        }
        #expect([trial.finding, trial.finding, trial.finding] == [1, 1, 1])
    }

    @Test func `what was found long ago is tried again, and the trial knows it`() {
        let trial = Trial(every: .zero, first: 7, stuck: -1) { $0 + 1 }
        #expect([trial.finding, trial.finding] == [8, 9])
    }

    @Test func `who asks while it is tried is told the last finding, or that it is stuck`() throws {
        for (patience, told) in [(Duration.seconds(3600), "last"), (.zero, "stuck")] {
            let (began, mayEnd, ended) = (
                DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)
            )
            let trial = Trial(every: .zero, first: "last", stuck: "stuck", patience: patience) { _ in
                began.signal()
                mayEnd.wait()
                return "new"
            }
            try Threads.start("trial") {
                _ = trial.finding
                ended.signal()
            }
            began.wait()
            #expect(trial.finding == told)
            mayEnd.signal()
            #expect(ended.wait(timeout: .now() + 600) == .success)
        }
    }
}
