/// Why an outgoing request failed. The texts are for the operator's log, not for clients.
package enum OutgoingError: Error, Sendable, Equatable {
    /// The URL is not valid; the text says why, and clients may see it.
    case badURL(String)
    /// The address policy forbids it.
    case blocked(String)
    /// The host name does not exist.
    case unknownHost
    /// There is no connection now: a name server or host is away, or the connection was cut.
    case unreachable(String)
    /// The server's certificate is not trusted.
    case notTrusted(String)
    case timedOut(String)
    /// A response with another status than 2xx, and its Retry-After.
    case status(Int, retryAfter: Duration?)
    case tooManyRedirects
    /// The body has more than `limit` bytes.
    case tooLarge(limit: Int)
    /// Not tried: the host is paused for that long, or has its most transfers running.
    case paused(for: Duration)
    /// The caller cancelled it.
    case cancelled
    /// A fault of this machine: no memory, disk space or descriptors.
    case machine(String)

    /// True if the same request may succeed later.
    package var isWorthRetrying: Bool {
        switch self {
        case .unreachable, .timedOut, .machine, .paused: true
        case .status(let status, _): status >= 500 || [408, 425, 429].contains(status)
        default: false
        }
    }
}
