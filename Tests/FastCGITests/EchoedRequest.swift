import CFastCGI
import FastCGI
import TestSupport

/// What a server understood of a request: the answer of the echo programs, and the other records that it sent.
struct EchoedRequest: Equatable, CustomStringConvertible {
    struct Parameter: Equatable {
        let name: [UInt8]
        /// Repaired where it is no UTF-8, as our handlers get it.
        let value: String
    }

    /// The status, 0 if the connection was closed without an answer.
    private(set) var status = 0
    private(set) var parameters: [Parameter] = []
    private(set) var body: [UInt8] = []
    /// Answers to management records, names of limits without their values, and refusals of other requests.
    private(set) var replies: [String] = []

    /// Lengths in place of bodies and long values.
    var description: String {
        let named = parameters.map { String(decoding: $0.name.prefix(20), as: UTF8.self) + "(\($0.value.utf8.count))" }
        return "\(status), \(body.count) bytes, \(replies), \(named)"
    }

    /// Receives until the request ends or the connection does.
    init(from client: FastCGIClient) throws {
        var output: [UInt8] = []
        while let bytes = try client.receive(Int(FCGI_HEADER_LEN)) {
            let header = bytes.withUnsafeBytes { $0.loadUnaligned(as: FCGI_Header.self) }
            let length = Int(header.contentLengthB1) << 8 | Int(header.contentLengthB0)
            guard let content = try client.receive(length), try client.receive(Int(header.paddingLength)) != nil else {
                break
            }
            if Int32(header.type) == FCGI_STDOUT { output += content }
            if Int32(header.type) == FCGI_END_REQUEST, Int32(content[4]) == FCGI_REQUEST_COMPLETE { break }
            if Int32(header.type) != FCGI_STDOUT { replies.append(Self.reply(header, content)) }
        }
        read(output)
    }

    /// A handler that answers as Tests/FCGIEcho does.
    @Sendable static func echo(_ exchange: Exchange) {
        do {
            var body: [UInt8] = []
            while let chunk = try exchange.nextBodyChunk() { body += chunk }
            try exchange.answer(status: 200, reason: "OK", headers: [])
            try exchange.write(report(of: exchange.parameters) + body)
        } catch {
            try? exchange.answer(status: 400, reason: "Bad Request", headers: [])
        }
    }

    private static let end = [UInt8](repeating: 0xFF, count: 4)

    private static func report(of parameters: RequestParameters) -> [UInt8] {
        func length(_ count: Int) -> [UInt8] { withUnsafeBytes(of: UInt32(count).bigEndian, Array.init) }
        var bytes: [UInt8] = []
        parameters.forEach(beginningWith: "") { name, value in
            bytes += length(name.count) + length(value.utf8.count) + Array(name) + Array(value.utf8)
        }
        return bytes + end
    }

    private static func reply(_ header: FCGI_Header, _ content: [UInt8]) -> String {
        guard Int32(header.type) == FCGI_GET_VALUES_RESULT else { return "\(header.type) \(content)" }
        var (names, rest): ([String], ArraySlice<UInt8>) = ([], content[...])
        while rest.count >= 2, let name = rest.popFirst(), let value = rest.popFirst() {
            names.append(String(decoding: rest.prefix(Int(name)), as: UTF8.self))
            rest = rest.dropFirst(Int(name) + Int(value))
        }
        return names.sorted().joined(separator: " ")
    }

    private mutating func read(_ output: [UInt8]) {
        let text = String(decoding: output.prefix(40), as: UTF8.self)
        guard text.hasPrefix("Status: "), let blank = text.range(of: "\r\n\r\n") else { return }
        status = Int(text.dropFirst("Status: ".count).prefix(3)) ?? 0
        var rest = output.dropFirst(text.utf8.distance(from: text.startIndex, to: blank.upperBound))
        func length() -> Int {
            defer { rest = rest.dropFirst(4) }
            return rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        }
        while rest.count >= 4, !rest.starts(with: Self.end) {
            let (name, value) = (length(), length())
            let bytes = rest.prefix(name + value)
            rest = rest.dropFirst(name + value)
            let parameter = Parameter(
                name: Array(bytes.prefix(name)), value: String(decoding: bytes.dropFirst(name), as: UTF8.self))
            // libfcgi adds the role to the parameters that were sent.
            if parameter.name != Array("FCGI_ROLE".utf8) { parameters.append(parameter) }
        }
        body = Array(rest.dropFirst(Self.end.count))
    }
}
