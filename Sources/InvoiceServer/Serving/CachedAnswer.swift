import Synchronization

/// A cached answer, which is refreshed at most once in a given time, however many callers ask for it.
final class CachedAnswer<Answer: Sendable>: Sendable {
    private let freshness: Duration
    private let ask: @Sendable () -> Answer
    private let known = Mutex<(at: ContinuousClock.Instant, answer: Answer)?>(nil)

    init(for freshness: Duration, _ ask: @escaping @Sendable () -> Answer) {
        self.freshness = freshness
        self.ask = ask
    }

    /// A caller that comes during a refresh waits for its answer.
    var answer: Answer {
        known.withLock { known in
            if let known, ContinuousClock.now - known.at < freshness { return known.answer }
            let answer = ask()
            known = (ContinuousClock.now, answer)
            return answer
        }
    }
}
