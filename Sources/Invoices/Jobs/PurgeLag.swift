/// What keeps a database from cleaning up.
package struct PurgeLag: Sendable, Equatable {
    /// Transactions whose old rows are still there.
    package var history: Int
    /// For how long the oldest open transaction has been open; nil where that may not be seen.
    package var oldestTransaction: Duration?

    package init(history: Int, oldestTransaction: Duration? = nil) {
        self.history = history
        self.oldestTransaction = oldestTransaction
    }
}

/// Decides when an operator should hear of a strain: not of each look, and not of a busy minute.
package struct PurgeLagAlarm: Sendable {
    package enum Word: Sendable, Equatable {
        case strained
        case relieved
    }

    /// No transaction of ours is open for so long.
    private static let longTransaction = Duration.seconds(60)
    /// A history of this length that has not become shorter for so long is one that grows.
    private static let longHistory = 1000
    private static let growth = Duration.seconds(120)
    private static let repetition = Duration.seconds(600)

    private var lastHistory = 0
    private var growsSince: ContinuousClock.Instant?
    private var saidAt: ContinuousClock.Instant?

    package init() {}

    package mutating func word(on purgeLag: PurgeLag, at now: ContinuousClock.Instant) -> Word? {
        if purgeLag.history < lastHistory || purgeLag.history < Self.longHistory { growsSince = nil }
        if purgeLag.history >= Self.longHistory, growsSince == nil { growsSince = now }
        lastHistory = purgeLag.history
        let isStrained =
            purgeLag.oldestTransaction.map { $0 >= Self.longTransaction } == true
            || growsSince.map { now - $0 >= Self.growth } == true
        guard isStrained else {
            defer { saidAt = nil }
            return saidAt == nil ? nil : .relieved
        }
        if let saidAt, now - saidAt < Self.repetition { return nil }
        saidAt = now
        return .strained
    }
}
