import CFastCGI

/// Decodes the bytes of one connection into requests, a piece at a time, without input or output of its own.
///
/// No input makes it trap, and it holds at most `mostParameterBytes` and one record. libfcgi's decoder aborts the process
/// on lengths whose sum overflows an int: see docs/decisions/fastcgi.md.
struct RequestDecoder {
    struct Head: Sendable, Equatable {
        let request: UInt16
        let keepsConnection: Bool
        let parameters: RequestParameters
    }

    enum Step: Equatable {
        case needsMore
        /// All parameters of a request have arrived; its body follows.
        case head(Head)
        case body(ArraySlice<UInt8>)
        case endOfBody
        /// The web server gave the request up.
        case aborted
        /// A record that must be sent back.
        case reply([UInt8])
        /// The peer broke the protocol, and the connection must be closed; a sentence for the log.
        case broken(String)
    }

    /// nginx's own limit for headers is 32 kB.
    static let mostParameterBytes = 256 << 10

    private enum State: Equatable {
        case idle
        case parameters(request: UInt16, keepsConnection: Bool)
        case body(request: UInt16)
        case broken(String)
    }

    private var state = State.idle
    private var parameters: [UInt8] = []
    private var buffer: [UInt8] = []
    private var start = 0

    /// Whether nothing of a request has arrived yet.
    var isIdle: Bool { state == .idle && start == buffer.count }

    mutating func append(_ bytes: some Collection<UInt8>) {
        if start > 0 {
            buffer.removeSubrange(..<start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// Decodes the next step; call it until it returns `needsMore`.
    mutating func next() -> Step {
        if case .broken(let reason) = state { return .broken(reason) }
        while buffer.count - start >= Record.headerSize {
            guard let record = Record(buffer[start...]) else { return fail("A record of an unknown version came.") }
            guard buffer.count - start >= record.size else { return .needsMore }
            let from = start + Record.headerSize
            start += record.size
            if let step = step(record, buffer[from..<from + record.contentLength]) { return step }
        }
        return .needsMore
    }

    private mutating func step(_ record: Record, _ content: ArraySlice<UInt8>) -> Step? {
        if record.request == UInt16(FCGI_NULL_REQUEST_ID) { return managementReply(to: record, content) }
        switch (state, record.type) {
        case (.idle, .beginRequest): return begin(record, content)
        case (.parameters(let request, _), .beginRequest), (.body(let request), .beginRequest):
            guard request != record.request else { return fail("A request began twice.") }
            return .reply(Record.end(request: record.request, .cannotMultiplex))
        case (.parameters(record.request, let keeps), .parameters):
            return take(content, of: record.request, keepsConnection: keeps)
        case (.parameters(record.request, _), .abortRequest), (.body(record.request), .abortRequest):
            state = .idle
            return .aborted
        case (.body(record.request), .standardInput):
            guard !content.isEmpty else {
                state = .idle
                return .endOfBody
            }
            return .body(content)
        case (.parameters(record.request, _), _), (.body(record.request), _):
            return fail("A record came that is not allowed there.")
        default:
            // Section 3.3: records of a request that is not active are ignored.
            return nil
        }
    }

    private mutating func begin(_ record: Record, _ content: ArraySlice<UInt8>) -> Step? {
        guard content.count == MemoryLayout<FCGI_BeginRequestBody>.size else {
            return fail("The record that begins a request is of a wrong length.")
        }
        let body = content.withUnsafeBytes { $0.loadUnaligned(as: FCGI_BeginRequestBody.self) }
        guard Int32(body.roleB1) << 8 | Int32(body.roleB0) == FCGI_RESPONDER else {
            return .reply(Record.end(request: record.request, .unknownRole))
        }
        parameters = []
        state = .parameters(
            request: record.request, keepsConnection: Int32(body.flags) & FCGI_KEEP_CONN != 0)
        return nil
    }

    private mutating func take(_ content: ArraySlice<UInt8>, of request: UInt16, keepsConnection: Bool) -> Step? {
        guard content.isEmpty else {
            guard parameters.count + content.count <= Self.mostParameterBytes else {
                return fail("The parameters are larger than \(Self.mostParameterBytes) bytes.")
            }
            parameters += content
            return nil
        }
        guard let pairs = RequestParameters(parameters) else { return fail("The parameters are malformed.") }
        parameters = []
        state = .body(request: request)
        return .head(Head(request: request, keepsConnection: keepsConnection, parameters: pairs))
    }

    private mutating func managementReply(to record: Record, _ content: ArraySlice<UInt8>) -> Step {
        guard record.type == .getValues else { return .reply(Record.unknownType(record.type)) }
        guard let asked = RequestParameters(Array(content)) else { return fail("The parameters are malformed.") }
        let connections = String(Listener.Limits.usualConnections)
        let known = [(FCGI_MAX_CONNS, connections), (FCGI_MAX_REQS, connections), (FCGI_MPXS_CONNS, "0")]
        let answer = NameValuePairs.encode(known.filter { asked[$0.0] != nil })
        return .reply(Record.encode(.getValuesResult, request: record.request, answer))
    }

    private mutating func fail(_ reason: String) -> Step {
        state = .broken(reason)
        buffer = []
        start = 0
        return .broken(reason)
    }
}
