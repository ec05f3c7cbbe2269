import Glibc

/// One request's parameters and body, and its answer. To be used on one thread, during one call of the handler.
package final class Exchange {
    /// A connection that the web server keeps open, with what has arrived of its next request.
    struct KeptAlive: Sendable {
        let channel: Channel
        let decoder: RequestDecoder
    }

    /// How long the rest of a body is received after the answer, and how long each wait for it may be.
    private static let drainLimit = Duration.seconds(2)
    private static let drainTimeout = Duration.seconds(1)
    private static let usualHeadBytes = 512

    package let parameters: RequestParameters
    /// CONTENT_LENGTH, in bytes; nil if the web server sent none.
    package let contentLength: Int?

    private let head: RequestDecoder.Head
    private let channel: Channel
    private var timeout: Duration
    private var decoder: RequestDecoder
    private var received = 0
    private var isBodyEnded = false
    private var buffer = RecordBuffer()
    private var isAnswered = false
    private var isBroken = false
    private var isAbandoned = false

    init(_ request: ReceivedRequest, timeout: Duration) {
        head = request.head
        parameters = request.head.parameters
        channel = request.channel
        decoder = request.decoder
        contentLength = request.head.parameters["CONTENT_LENGTH"].flatMap { Int($0) }
        self.timeout = timeout
    }

    /// Returns the next piece of the body, nil after the last one. Throws `broken` if the body has another length than
    /// `contentLength`, and `peerGone`.
    package func nextBodyChunk() throws -> ArraySlice<UInt8>? {
        while !isBodyEnded {
            switch decoder.next() {
            case .body(let bytes):
                received += bytes.count
                if let contentLength, received > contentLength { throw broken("The body is longer than announced.") }
                return bytes
            case .endOfBody:
                isBodyEnded = true
                if let contentLength, received < contentLength {
                    throw broken("The body ends before its announced length.")
                }
            case .needsMore: try receive()
            case .reply(let bytes): try channel.send(bytes, timeout: timeout)
            case .broken(let reason): throw broken(reason)
            case .aborted, .head: throw gone()
            }
        }
        return nil
    }

    /// Returns the whole body; throws `bodyTooLarge` as soon as it is longer than `limit` bytes.
    package func body(atMost limit: Int) throws -> [UInt8] {
        guard contentLength ?? 0 <= limit else { throw FastCGIError.bodyTooLarge(limit: limit) }
        var bytes: [UInt8] = []
        while let chunk = try nextBodyChunk() {
            guard bytes.count + chunk.count <= limit else { throw FastCGIError.bodyTooLarge(limit: limit) }
            bytes += chunk
        }
        return bytes
    }

    /// Whether the web server closed the connection, as it does when its client is gone.
    package var isPeerGone: Bool { channel.isPeerGone }

    /// Begins the answer; `write` adds the body. Control characters in headers are dropped, so that none can add a line.
    package func answer(status: Int, reason: String, headers: [(name: String, value: String)]) throws {
        precondition(!isAnswered, "an exchange is answered once")
        isAnswered = true
        var head: [UInt8] = []
        head.reserveCapacity(Self.usualHeadBytes)
        appendLine("Status", String(status) + " " + reason, to: &head)
        for (name, value) in headers { appendLine(name, value, to: &head) }
        head.append(contentsOf: "\r\n".utf8)
        try write(head)
    }

    package func write(_ bytes: [UInt8]) throws { try write(bytes[...]) }

    /// The bytes are buffered until their record is full or the answer ends.
    package func write(_ bytes: ArraySlice<UInt8>) throws {
        var rest = bytes
        while !rest.isEmpty {
            let part = rest.prefix(buffer.freeBytes)
            buffer.append(part)
            rest = rest.dropFirst(part.count)
            if buffer.freeBytes == 0 { try channel.send(buffer.takeRecord(of: head.request), timeout: timeout) }
        }
    }

    /// Breaks the answer off: the web server must not take what was sent of it for the whole.
    package func abandon() {
        isBroken = true
        isAbandoned = true
    }

    /// Ends the answer, which is an empty 500 if the handler gave none. Returns the connection if it can be kept open.
    func finish() -> KeptAlive? {
        if isAbandoned { return nil }
        do {
            if !isAnswered { try answer(status: 500, reason: "Internal Server Error", headers: []) }
            try channel.send(
                buffer.takeRecord(of: head.request, then: Record.endOfAnswer(head.request)), timeout: timeout)
        } catch {
            // The peer is gone or takes nothing: the connection is closed.
            return nil
        }
        guard head.keepsConnection else {
            if isBodyAtEnd { return nil }
            // nginx passes the answer's body on only after its end, and until then sends nothing more of the request's.
            channel.endWriting()
            _ = drain()
            return nil
        }
        let isReusable = drain()
        guard isReusable else {
            channel.endWriting()
            return nil
        }
        return KeptAlive(channel: channel, decoder: decoder)
    }

    /// Whether the whole body was received, as far as is known without a call of the system.
    private var isBodyAtEnd: Bool {
        if !isBodyEnded, !isBroken, received == contentLength ?? 0, case .endOfBody = decoder.next() {
            isBodyEnded = true
        }
        return isBodyEnded
    }

    /// Receives the rest of the body, for a short while: if a connection is closed with bytes that were not received, the
    /// peer may lose the answer. Returns whether the end of the body was received.
    private func drain() -> Bool {
        guard !isBodyEnded, !isBroken else { return !isBroken }
        let deadline = ContinuousClock.now + Self.drainLimit
        timeout = Self.drainTimeout
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
                guard channel.wait(for: POLLIN, timeout: timeout) else { throw broken("The body stopped coming.") }
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
            // Nearly always there is nothing to drop.
            if text.contains(where: isControl) {
                head.append(contentsOf: text.filter { !isControl($0) })
            } else {
                head.append(contentsOf: text)
            }
        }
    }
}
