import CFastCGI

/// What a web server sends on one connection: one request, or several that keep it open.
///
/// Inputs that libfcgi 2.4.2 cannot answer are not drawn, although FastCGI 1.0 allows them and our decoder takes them:
/// - names with "=" and names or values with a zero byte: libfcgi joins both to "NAME=VALUE" with a zero at its end
/// - a next request sent before the answer to the last: libfcgi drops what it has read of it
/// - padding after the records that begin a request and that end a stream: libfcgi does not skip it
/// - an abort before the end of the parameters: libfcgi takes it for their end
/// - an empty record of another request: libfcgi then skips the content of the next record
/// - an unknown management record with content: libfcgi takes the content for the stream's
/// - a name asked twice by FCGI_GET_VALUES: libfcgi writes beyond the end of its buffer
/// - other roles than the responder's: libfcgi hands them to the program
struct DrawnConnection {
    /// The bytes of each request, in the pieces in which they are sent.
    private(set) var requests: [[[UInt8]]] = []

    private static let knownNames = [
        "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "REQUEST_METHOD", "CONTENT_TYPE", "REMOTE_ADDR", "HTTPS",
        "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "HTTP_HOST", "HTTP_API_KEY", "HTTP_ACCEPT", "HTTP_COOKIE",
    ]
    private static let mostKeptRequests = 4

    init(_ random: inout SeededGenerator) {
        let count = random.oneIn(3) ? Int.random(in: 2...Self.mostKeptRequests, using: &random) : 1
        for number in 1...count {
            let isLast = number == count
            // The web server may keep the connection open after the last request as well.
            let bytes = Self.request(keepsConnection: !isLast || random.oneIn(4), mayAbort: isLast, &random)
            requests.append(Self.pieces(of: bytes, &random))
        }
    }

    private static func request(
        keepsConnection: Bool, mayAbort: Bool, _ random: inout SeededGenerator
    ) -> [UInt8] {
        let stream = DrawnStream(request: UInt16.random(in: 1...UInt16.max, using: &random))
        let body = body(&random)
        var bytes = stream.management(&random)
        bytes += stream.begin(keepsConnection: keepsConnection, &random)
        bytes += stream.records(FCGI_PARAMS, parameters(bodyLength: body.count, &random), &random)
        bytes += stream.record(FCGI_PARAMS, [], &random)
        bytes += stream.records(FCGI_STDIN, body, &random)
        let isAborted = mayAbort && random.oneIn(10)
        return bytes + stream.record(isAborted ? FCGI_ABORT_REQUEST : FCGI_STDIN, [], &random)
    }

    private static func body(_ random: inout SeededGenerator) -> [UInt8] {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<8: []
        case 8..<18: random.bytes(Int.random(in: 1...3000, using: &random))
        default: random.bytes(Int.random(in: 3000...150_000, using: &random))
        }
    }

    private static func parameters(bodyLength: Int, _ random: inout SeededGenerator) -> [UInt8] {
        var pairs: [(name: [UInt8], value: [UInt8])] = []
        for name in knownNames where !random.oneIn(4) { pairs.append((Array(name.utf8), value(&random))) }
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            // Around 127 a length takes four bytes in place of one; few names are longer.
            let length =
                random.oneIn(3) ? Int.random(in: 120...300, using: &random) : Int.random(in: 0...30, using: &random)
            let letters = random.bytes(length, in: UInt8(ascii: "A")...UInt8(ascii: "Z"))
            pairs.append((Array("HTTP_".utf8) + letters, value(&random)))
        }
        if random.oneIn(10) { pairs.append(([], value(&random))) }
        if let repeated = pairs.randomElement(using: &random), random.oneIn(5) { pairs.append(repeated) }
        pairs.shuffle(using: &random)
        let length = bodyLength == 0 && random.oneIn(2) ? "" : String(bodyLength)
        if !random.oneIn(6) { pairs.append((Array("CONTENT_LENGTH".utf8), Array(length.utf8))) }
        return pairs.flatMap { DrawnStream.pair($0.name, $0.value) }
    }

    /// Any bytes but zero: headers need not be UTF-8.
    private static func value(_ random: inout SeededGenerator) -> [UInt8] {
        let length =
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<4: 0
            case 4..<16: Int.random(in: 1...60, using: &random)
            case 16..<19: Int.random(in: 120...300, using: &random)
            default: Int.random(in: 300...9000, using: &random)
            }
        let highest: UInt8 = random.oneIn(5) ? 255 : 126
        return random.bytes(length, in: 1...highest)
    }

    /// Mostly one piece, as a web server sends it.
    private static func pieces(of bytes: [UInt8], _ random: inout SeededGenerator) -> [[UInt8]] {
        guard random.oneIn(3) else { return [bytes] }
        var (pieces, rest): ([[UInt8]], ArraySlice<UInt8>) = ([], bytes[...])
        let most = random.oneIn(3) ? 40 : 20_000
        // A few small pieces are enough to cut through the headers.
        while !rest.isEmpty, pieces.count < 30 {
            let piece = rest.prefix(Int.random(in: 1...most, using: &random))
            pieces.append(Array(piece))
            rest = rest.dropFirst(piece.count)
        }
        return rest.isEmpty ? pieces : pieces + [Array(rest)]
    }
}
