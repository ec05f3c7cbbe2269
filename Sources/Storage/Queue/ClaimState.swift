/// What the queue says when a worker tells its progress or its end.
package enum ClaimState: Sendable, Equatable {
    /// The claim holds.
    case held
    /// The client asked to cancel; stop the reader and call `cancelled`.
    case cancelRequested
    /// The client had asked to cancel before this end came: the job is cancelled now, and nothing else was saved.
    case cancelled
    /// Another epoch, or the job is gone: drop everything quietly.
    case lost
}
