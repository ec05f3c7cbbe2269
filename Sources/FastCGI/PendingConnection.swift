/// A connection whose request has not arrived as far as the end of its parameters.
struct PendingConnection: Sendable {
    enum Progress {
        /// All parameters have arrived: the request can be answered.
        case request(ReceivedRequest)
        case needsMore
        /// The peer closed the connection or broke the protocol; a sentence for the log, if it is worth one.
        case closed(String?)
    }

    let channel: Channel
    let since: ContinuousClock.Instant
    let deadline: ContinuousClock.Instant
    private var decoder: RequestDecoder

    init(_ channel: Channel, decoder: RequestDecoder = RequestDecoder(), timeout: Duration) {
        self.channel = channel
        self.decoder = decoder
        since = .now
        deadline = since + timeout
    }

    /// Whether nothing of a request has arrived yet.
    var isIdle: Bool { decoder.isIdle }

    /// Receives once, without blocking.
    mutating func receive() -> Progress {
        switch channel.receive() {
        case .bytes(let bytes):
            decoder.append(bytes)
            return advance()
        case .nothingYet: return .needsMore
        case .end: return .closed(nil)
        }
    }

    /// Decodes what was received already.
    mutating func advance() -> Progress {
        while true {
            switch decoder.next() {
            case .needsMore: return .needsMore
            case .head(let head): return .request(ReceivedRequest(channel: channel, decoder: decoder, head: head))
            case .reply(let bytes):
                // A peer that reads has space for a reply in its socket's buffer.
                do { try channel.send(bytes, timeout: .zero) } catch { return .closed(nil) }
            case .broken(let reason): return .closed(reason)
            case .aborted, .body, .endOfBody: return .closed(nil)
            }
        }
    }
}
