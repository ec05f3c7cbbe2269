import Glibc

/// One request's parameters and body, and its answer. Lives on one thread, for the length of one handler call.
package final class Exchange {
    /// A connection that the web server wants to use again, with what it already sent of its next request.
    struct Kept: Sendable {
        let channel: Channel
        let decoder: RequestDecoder
    }

    package let parameters: RequestParameters
    /// What CONTENT_LENGTH announces; nil when it announces nothing.
    package let announced: Int?

    private let head: RequestDecoder.Head
    private let channel: Channel
    private var patience: Duration
    private var decoder: RequestDecoder
    private var received = 0
    private var isBodyEnded = false
    private var outbox = Outbox()
    private var isAnswered = false
    private var isBroken = false
    private var isAbandoned = false

    init(_ visit: Visit, patience: Duration) {
        head = visit.head
        parameters = visit.head.parameters
        channel = visit.channel
        decoder = visit.decoder
        announced = visit.head.parameters["CONTENT_LENGTH"].flatMap { Int($0) }
        self.patience = patience
    }

    /// The next piece of the body, nil after its last. A body of another length than announced throws `broken`.
    package func nextBodyChunk() throws -> ArraySlice<UInt8>? {
        while !isBodyEnded {
            switch decoder.next() {
            case .body(let bytes):
                received += bytes.count
                if let announced, received > announced { throw broken("The body is longer than announced.") }
                return bytes
            case .endOfBody:
                isBodyEnded = true
                if let announced, received < announced { throw broken("The body ends before its announced length.") }
            case .needsMore: try receive()
            case .reply(let bytes): try channel.send(bytes, patience: patience)
            case .broken(let reason): throw broken(reason)
            case .aborted, .head: throw gone()
            }
        }
        return nil
    }

    /// The whole body; throws `bodyTooLarge` as soon as it is known to exceed `limit`.
    package func body(atMost limit: Int) throws -> [UInt8] {
        guard announced ?? 0 <= limit else { throw FastCGIError.bodyTooLarge(limit: limit) }
        var bytes: [UInt8] = []
        while let chunk = try nextBodyChunk() {
            guard bytes.count + chunk.count <= limit else { throw FastCGIError.bodyTooLarge(limit: limit) }
            bytes += chunk
        }
        return bytes
    }

    /// Whether the web server gave up waiting, as it does when its client is gone.
    package var isPeerGone: Bool { channel.isPeerGone }

    /// Begins the answer; `write` brings the body. Control characters in headers are dropped, so that none can add a line.
    package func answer(status: Int, reason: String, headers: [(name: String, value: String)]) throws {
        precondition(!isAnswered, "an exchange is answered once")
        isAnswered = true
        var head: [UInt8] = []
        head.reserveCapacity(512)
        appendLine("Status", String(status) + " " + reason, to: &head)
        for (name, value) in headers { appendLine(name, value, to: &head) }
        head.append(contentsOf: "\r\n".utf8)
        try write(head)
    }

    package func write(_ bytes: [UInt8]) throws { try write(bytes[...]) }

    /// The bytes are kept until their record is full or the answer ends.
    package func write(_ bytes: ArraySlice<UInt8>) throws {
        var rest = bytes
        while !rest.isEmpty {
            let part = rest.prefix(outbox.room)
            outbox.append(part)
            rest = rest.dropFirst(part.count)
            if outbox.room == 0 { try channel.send(outbox.takeRecord(of: head.request), patience: patience) }
        }
    }

    /// Gives the answer up in its middle: the web server must not take what it has for the whole.
    package func abandon() {
        isBroken = true
        isAbandoned = true
    }

    /// Ends the answer, or makes a bare one when the handler gave none; the connection, when it can be used again.
    func finish() -> Kept? {
        if isAbandoned { return nil }
        do {
            if !isAnswered { try answer(status: 500, reason: "Internal Server Error", headers: []) }
            try channel.send(
                outbox.takeRecord(of: head.request, then: Record.endOfAnswer(head.request)), patience: patience)
        } catch {
            // The peer is gone or stuck: the connection is closed, which is all that is left to do.
            return nil
        }
        guard head.keepsConnection else {
            if isBodyAtEnd { return nil }
            // nginx waits for the end of the answer before it passes on the answer's body, and sends no more of the request's.
            channel.endWriting()
            _ = drain()
            return nil
        }
        let isReusable = drain()
        guard isReusable else {
            channel.endWriting()
            return nil
        }
        return Kept(channel: channel, decoder: decoder)
    }

    /// Whether nothing of the body is left in the socket, as far as is known without asking it.
    private var isBodyAtEnd: Bool {
        if !isBodyEnded, !isBroken, received == announced ?? 0, case .endOfBody = decoder.next() { isBodyEnded = true }
        return isBodyEnded
    }

    /// Takes what is left of the body, for a short while: closing over unread bytes would cost the peer our answer.
    private func drain() -> Bool {
        guard !isBodyEnded, !isBroken else { return !isBroken }
        let deadline = ContinuousClock.now + .seconds(2)
        patience = .seconds(1)
        while !isBodyEnded, ContinuousClock.now < deadline {
            do { _ = try nextBodyChunk() } catch { return false }
        }
        return isBodyEnded
    }

    private func receive() throws {
        while true {
            switch channel.receive() {
            case .bytes(let bytes):
                decoder.append(bytes)
                return
            case .end: throw gone()
            case .nothingYet:
                guard channel.wait(for: POLLIN, patience) else { throw broken("The body stopped coming.") }
            }
        }
    }

    private func broken(_ reason: String) -> FastCGIError {
        isBroken = true
        return .broken(reason)
    }

    private func gone() -> FastCGIError {
        isBroken = true
        return .peerGone
    }

    private func appendLine(_ name: String, _ value: String, to head: inout [UInt8]) {
        appendClean(name, to: &head)
        head.append(UInt8(ascii: ":"))
        head.append(UInt8(ascii: " "))
        appendClean(value, to: &head)
        head.append(UInt8(ascii: "\r"))
        head.append(UInt8(ascii: "\n"))
    }

    private func appendClean(_ text: String, to head: inout [UInt8]) {
        func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }
        var text = text
        text.withUTF8 { text in
            // Nearly always nothing is to be dropped.
            if text.contains(where: isControl) {
                head.append(contentsOf: text.filter { !isControl($0) })
            } else {
                head.append(contentsOf: text)
            }
        }
    }
}
