import Testing

@testable import Invoices

struct CompletionEstimateTests {
    private func kind(
        completed: Int = 0, each: Int = 0, waiting: Int = 0, running: [Int] = [], usual: Double? = nil
    ) -> CompletionEstimate.Kind {
        var kind = CompletionEstimate.Kind()
        (kind.completed, kind.completedTime, kind.waiting) = (completed, completed * each, waiting)
        (kind.running, kind.usual) = (running, usual)
        return kind
    }

    private func remaining(
        parallelJobs: Int = 1, watched: Int, work: Int? = nil, pause: Int = 0, _ kinds: CompletionEstimate.Kind...
    ) -> Int? {
        var estimate = CompletionEstimate(parallelJobs: parallelJobs)
        estimate.kinds = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($0, $1) })
        (estimate.watched, estimate.pause) = (watched, pause)
        estimate.work = work ?? watched
        return estimate.remaining
    }

    @Test func `one after the other, what is left takes as long as what is done`() {
        #expect(remaining(watched: 10_000, kind(completed: 10, each: 1000, waiting: 30)) == 30_000)
    }

    @Test func `scans that wait behind PDFs count as scans`() {
        let all = remaining(
            watched: 14_000, kind(completed: 20, each: 200), kind(completed: 2, each: 5000, waiting: 10))
        #expect(all == 50_000)
    }

    @Test func `the gaps between jobs count, and so does a part of what runs`() {
        let half = remaining(watched: 20_000, work: 10_000, kind(completed: 9, each: 1000, waiting: 4, running: [500]))
        #expect(half == 9000)
    }

    @Test func `no more jobs run at a time than are left or may`() {
        let two = remaining(
            parallelJobs: 3, watched: 10_000, work: 30_000, kind(completed: 30, each: 1000, running: [0, 0]))
        #expect(two == 1250)
    }

    @Test func `a job that runs for longer than the others took makes the rest longer`() {
        let longer = remaining(watched: 10_000, kind(completed: 1, each: 2000, waiting: 1, running: [8000]))
        #expect(longer == 5000)
    }

    @Test func `a kind of which none has ended goes by what is usual, else by the others`() {
        #expect(remaining(watched: 4000, kind(completed: 4, each: 1000), kind(waiting: 3, usual: 3000)) == 9000)
        #expect(remaining(watched: 4000, kind(completed: 4, each: 1000), kind(waiting: 3)) == 3000)
        #expect(remaining(watched: 4000, kind(waiting: 2, running: [4000], usual: 5000)) == 11_000)
    }

    @Test func `nothing ends before the last of those that wait for a later try`() {
        #expect(remaining(watched: 1000, pause: 60_000, kind(completed: 1, each: 1000, waiting: 1)) == 60_000)
    }

    @Test func `without a pace there is no guess`() {
        #expect(remaining(watched: 0, kind(waiting: 5, usual: 1000)) == nil)
        #expect(remaining(watched: 5000, work: 0, kind(waiting: 5, usual: 1000)) == nil)
        #expect(remaining(watched: 5000, kind(waiting: 5, running: [5000])) == nil)
    }
}
