/// Why there is no socket, or why a conversation on one ended early.
package enum FastCGIError: Error, Sendable, Equatable {
    /// The socket cannot be made; a sentence for the operator.
    case cannotListen(String)
    /// The peer broke the protocol, sent more or less than it announced, or went silent; a sentence for the log.
    case broken(String)
    /// The peer is gone: nobody waits for the answer.
    case peerGone
    /// The body is larger than the reader of it allows.
    case bodyTooLarge(limit: Int)
}
