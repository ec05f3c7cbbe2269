/// How often the queue's threads act. These are not settings; only tests change them.
package struct QueueTiming: Sendable {
    /// The pause between two polls of the queue, which grows from the lower to the upper bound while the queue is
    /// empty.
    package var poll: ClosedRange<Duration> = .milliseconds(250)...(.seconds(1))
    package var beat: Duration = .seconds(10)
    /// After this time without a successful heartbeat the lease counts as lost, well before it ends in the database.
    package var silence: Duration = .seconds(30)
    package var reap: Duration = .seconds(15)
    package var cancelRequests: Duration = .seconds(3)
    /// The pause after an error, while the database is away.
    package var recovery: Duration = .seconds(1)

    package init() {}
}
