package import Invoices

/// Opens documents in readers; the readers' processes in the server, a stub in tests.
package protocol DocumentReading: Sendable {
    /// Blocks until a reader is free. Throws `JobFailure` (of kind `crash` when the reader died on the document), and
    /// `Cancelled` when `cancellation` was set or `.timedOut` when `deadline` passed meanwhile.
    func open(
        _ file: String, for template: Template, of account: Account.ID?, deadline: ContinuousClock.Instant,
        cancellation: CancellationToken
    ) throws -> any OpenDocument
}
