/// When a job whose attempt failed is tried again (each kind of failure has its own pauses and its own limit).
package struct RetryPolicy: Sendable, Equatable {
    /// Retries of transient failures for a job without a group; a group says its own.
    package static let standardRetries = 2

    /// A document that killed its reader as often fails as poison.
    package var maximumCrashes: Int
    /// A job whose process vanished as often fails, unless processes vanish anyway.
    package var maximumRescues: Int
    /// Pauses before the first, second … retry of a transient failure; the last one repeats.
    package var transientPauses: [Duration]
    package var crashPauses: [Duration]
    package var rescuePause: Duration
    /// What was postponed without saying for how long.
    package var postponement: Duration = .seconds(5)
    /// The longest that a remote server may make us wait.
    package var longestRetryAfter: Duration

    package init(
        maximumCrashes: Int = 3, maximumRescues: Int = 10,
        transientPauses: [Duration] = [.seconds(15), .seconds(60), .seconds(240), .seconds(900), .seconds(3600)],
        crashPauses: [Duration] = [.seconds(30), .seconds(300)], rescuePause: Duration = .seconds(5),
        longestRetryAfter: Duration = .seconds(3600)
    ) {
        self.maximumCrashes = maximumCrashes
        self.maximumRescues = maximumRescues
        self.transientPauses = transientPauses
        self.crashPauses = crashPauses
        self.rescuePause = rescuePause
        self.longestRetryAfter = longestRetryAfter
    }

    /// What becomes of a job after a failed attempt.
    package enum Fate: Sendable, Equatable {
        case retry(after: Duration)
        case fail
        case failAsPoison
        /// Again after that, as if nothing had been tried.
        case postpone(for: Duration)
    }

    /// `retries` and `crashes` are those before this failure; `jitter` 0…1 spreads jobs that failed together.
    package func fate(
        after failure: JobFailure, retries: Int, maximumRetries: Int, crashes: Int, jitter: Double
    ) -> Fate {
        switch failure.kind {
        case .permanent: return .fail
        case .postponed:
            let pause = min(failure.retryAfter ?? postponement, longestRetryAfter)
            return .postpone(for: max(pause, .seconds(1)) * (1 + 0.25 * jitter))
        case .crash:
            guard crashes + 1 < maximumCrashes else { return .failAsPoison }
            return .retry(after: pause(crashes, of: crashPauses))
        case .transient:
            guard retries < maximumRetries else { return .fail }
            let spread = pause(retries, of: transientPauses) * (0.75 + 0.5 * jitter)
            return .retry(after: max(spread, min(failure.retryAfter ?? .zero, longestRetryAfter)))
        }
    }

    /// Whether a job fails that has now been taken from so many vanished processes.
    ///
    /// Of the processes started since the first of them, a job that ends its process was in every one or, where several
    /// share the work, in most. Where it was in few, they end for a reason of their own, and the job is tried on, up to
    /// a limit that nothing extends.
    package func isGivenUp(rescues: Int, processes: Int) -> Bool {
        rescues >= maximumRescues && (processes < 4 * rescues || rescues >= 10 * maximumRescues)
    }

    private func pause(_ number: Int, of pauses: [Duration]) -> Duration {
        pauses.isEmpty ? .zero : pauses[min(number, pauses.count - 1)]
    }
}
