/// How often the queue's threads act; the operator does not turn these, tests do.
package struct QueueTiming: Sendable {
    /// Between two looks at the queue, growing from the first to the second while there is nothing.
    package var poll: ClosedRange<Duration> = .milliseconds(250)...(.seconds(1))
    package var beat: Duration = .seconds(10)
    /// Without a successful beat for so long the lease counts as lost, well before it ends in the database.
    package var silence: Duration = .seconds(30)
    package var reap: Duration = .seconds(15)
    package var cancelRequests: Duration = .seconds(3)
    /// After an error, while the database is away.
    package var recovery: Duration = .seconds(1)

    package init() {}
}
