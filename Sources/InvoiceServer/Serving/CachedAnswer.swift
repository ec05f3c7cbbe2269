import Synchronization

/// An answer that is asked for at most once in a while and given from memory between, however many ask at once.
final class CachedAnswer<Answer: Sendable>: Sendable {
    private let freshness: Duration
    private let ask: @Sendable () -> Answer
    private let known = Mutex<(at: ContinuousClock.Instant, answer: Answer)?>(nil)

    init(for freshness: Duration, _ ask: @escaping @Sendable () -> Answer) {
        self.freshness = freshness
        self.ask = ask
    }

    /// Whoever comes while it is being asked waits for that answer.
    var answer: Answer {
        known.withLock { known in
            if let known, ContinuousClock.now - known.at < freshness { return known.answer }
            let answer = ask()
            known = (ContinuousClock.now, answer)
            return answer
        }
    }
}
