package import Invoices

/// Opens documents in readers: in reader processes in the server, in a stub in tests.
package protocol DocumentReading: Sendable {
    /// Blocks until a reader is free. Throws `JobFailure` (of kind `crash` if the reader died on the document),
    /// `Cancelled` if `cancellation` was set, and `.timedOut` if `deadline` passed.
    func open(
        _ file: String, for template: Template, of account: Account.ID?, deadline: ContinuousClock.Instant,
        cancellation: CancellationToken
    ) throws -> any OpenDocument
}
