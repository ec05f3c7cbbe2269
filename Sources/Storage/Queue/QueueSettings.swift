package import Invoices

/// What the operator turns of the queue.
package struct QueueSettings: Sendable {
    /// Longer without a beat, and a process counts as dead.
    package var lease: Duration
    /// Jobs that may run at once on all machines; 0: as many as there are workers.
    package var maximumRunning: Int
    /// One attempt's limit for a job without a group.
    package var timeout: Duration
    /// No group's timeout is longer.
    package var longestTimeout: Duration
    package var pricePerPage: Amount
    package var retries: RetryPolicy

    package init(
        lease: Duration = .seconds(45), maximumRunning: Int = 0, timeout: Duration = .seconds(1800),
        longestTimeout: Duration = .seconds(3600), pricePerPage: Amount = Amount(cents: 0),
        retries: RetryPolicy = RetryPolicy()
    ) {
        self.lease = lease
        self.maximumRunning = maximumRunning
        self.timeout = timeout
        self.longestTimeout = longestTimeout
        self.pricePerPage = pricePerPage
        self.retries = retries
    }
}
