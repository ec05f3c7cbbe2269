/// A connection whose request has not arrived as far as the end of its parameters.
struct Guest: Sendable {
    enum Heard {
        /// The parameters are there: nothing more is expected here.
        case visit(Visit)
        case nothingYet
        /// Broken or gone; a sentence for the log when it is worth one.
        case end(String?)
    }

    let channel: Channel
    let since: ContinuousClock.Instant
    let deadline: ContinuousClock.Instant
    private var decoder: RequestDecoder

    init(_ channel: Channel, decoder: RequestDecoder = RequestDecoder(), within limit: Duration) {
        self.channel = channel
        self.decoder = decoder
        since = .now
        deadline = since + limit
    }

    /// Whether nothing of a request has arrived yet.
    var isIdle: Bool { decoder.isIdle }

    /// Takes what has come.
    mutating func hear() -> Heard {
        switch channel.receive() {
        case .bytes(let bytes):
            decoder.append(bytes)
            return advance()
        case .nothingYet: return .nothingYet
        case .end: return .end(nil)
        }
    }

    /// Goes on with what was heard already.
    mutating func advance() -> Heard {
        while true {
            switch decoder.next() {
            case .needsMore: return .nothingYet
            case .head(let head): return .visit(Visit(channel: channel, decoder: decoder, head: head))
            case .reply(let bytes):
                // What does not fit into the socket's buffer at once is for a peer that does not read.
                do { try channel.send(bytes, patience: .zero) } catch { return .end(nil) }
            case .broken(let reason): return .end(reason)
            case .aborted, .body, .endOfBody: return .end(nil)
            }
        }
    }
}
