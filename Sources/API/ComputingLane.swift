import Foundation
import Invoices

/// A queue for requests that compute for seconds, so that short requests always find a thread.
///
/// Two run at a time, and only one of an account while another account waits. A waiting request holds a thread, so the
/// queue leaves two threads to short requests and refuses further requests at once.
final class ComputingLane: Sendable {
    private static let running = 2
    /// Stands for all who sign in: whose account it is, is not known before.
    static let signingIn = Account.ID(seconds: 0, random: 0)
    private static let patience = Duration.seconds(5)
    /// Seconds between two checks that the client is still connected.
    private static let glance = 0.25

    private struct Waiter {
        let number: Int
        let account: Account.ID
    }

    private let places: Int
    private let patience: Duration
    private let condition = NSCondition()
    // The condition's lock guards these; a Mutex could not be waited on.
    nonisolated(unsafe) private var running: [Account.ID: Int] = [:]
    nonisolated(unsafe) private var waiting: [Waiter] = []
    nonisolated(unsafe) private var lastNumber = 0

    /// - Parameter threads: The number of threads that answer requests in this process, without those of other queues.
    init(threads: Int, patience: Duration = ComputingLane.patience) {
        places = max(1, threads - 2)
        self.patience = patience
    }

    /// Nobody waits: as many run as there are places, and others are refused at once.
    init(places: Int) {
        self.places = min(places, Self.running)
        patience = .zero
    }

    /// A place among those that run. It is free again when nothing refers to it.
    final class Place: Sendable {
        private let lane: ComputingLane
        private let account: Account.ID

        fileprivate init(_ lane: ComputingLane, _ account: Account.ID) {
            self.lane = lane
            self.account = account
        }

        deinit { lane.leave(account) }
    }

    /// A place, when it is the account's turn. Throws as `run` does.
    func place(for account: Account.ID, while isWanted: () -> Bool) throws -> Place {
        try enter(account, isWanted)
        return Place(self, account)
    }

    /// Runs `body` when it is the account's turn. Throws `APIError` 503 `busy` if that takes longer than five seconds,
    /// if too many wait already, or if the client has gone.
    func run<Result>(for account: Account.ID, while isWanted: () -> Bool, _ body: () throws -> Result) throws -> Result
    {
        try withExtendedLifetime(place(for: account, while: isWanted)) { try body() }
    }

    private func enter(_ account: Account.ID, _ isWanted: () -> Bool) throws {
        let deadline = Date(timeIntervalSinceNow: patience / .seconds(1))
        try condition.withLock {
            guard running.values.reduce(0, +) + waiting.count < places else { throw Self.busy }
            lastNumber += 1
            let number = lastNumber
            waiting.append(Waiter(number: number, account: account))
            defer {
                waiting.removeAll { $0.number == number }
                condition.broadcast()
            }
            while next?.number != number {
                guard Date() < deadline, isWanted() else { throw Self.busy }
                _ = condition.wait(until: min(deadline, Date(timeIntervalSinceNow: Self.glance)))
            }
            running[account, default: 0] += 1
        }
    }

    private func leave(_ account: Account.ID) {
        condition.withLock {
            let count = running[account, default: 0]
            running[account] = count > 1 ? count - 1 : nil
            condition.broadcast()
        }
    }

    /// The request whose turn it is; nil while the most are running.
    private var next: Waiter? {
        guard running.values.reduce(0, +) < Self.running else { return nil }
        return waiting.first { waiter in
            running[waiter.account] == nil || waiting.allSatisfy { $0.account == waiter.account }
        }
    }

    private static let busy = APIError.unavailable(
        "busy", "The server is busy with other requests. Try again in a few seconds.")
}
