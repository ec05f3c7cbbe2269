/// Why the listener has no socket, or why a connection ended early.
package enum FastCGIError: Error, Sendable, Equatable {
    /// The socket cannot be made or polled; a sentence for the operator.
    case cannotListen(String)
    /// The peer broke the protocol, sent another length than CONTENT_LENGTH, or timed out; a sentence for the log.
    case broken(String)
    /// The peer closed the connection or aborted the request.
    case peerGone
    /// The body is larger than the caller allows.
    case bodyTooLarge(limit: Int)
}
