/// Why a connection that the server wanted to open led to nothing. The texts are for the operator's log, never for a client.
package enum OutgoingError: Error, Sendable, Equatable {
    /// Not a URL that has one reading only; says what stands in it.
    case badURL(String)
    /// The address policy forbids it.
    case blocked(String)
    /// The name exists nowhere.
    case unknownHost
    /// No connection, now: a name server or a host away, a connection cut.
    case unreachable(String)
    /// The other side's certificate is not to be trusted.
    case notTrusted(String)
    case timedOut(String)
    /// Any answer but a good one; with what it asked to wait.
    case status(Int, retryAfter: Duration?)
    case tooManyRedirects
    /// More bytes than `limit`.
    case tooLarge(limit: Int)
    /// Not tried: the host is left alone for so long, or as many transfers from it run as may.
    case paused(for: Duration)
    /// Whoever asked does not want it any more.
    case cancelled
    /// This machine's own fault: no memory, no room, no descriptor.
    case machine(String)

    /// Whether the same request may go better later.
    package var isWorthRetrying: Bool {
        switch self {
        case .unreachable, .timedOut, .machine, .paused: true
        case .status(let status, _): status >= 500 || [408, 425, 429].contains(status)
        default: false
        }
    }
}
