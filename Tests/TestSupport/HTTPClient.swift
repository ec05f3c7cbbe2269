import Foundation
import Glibc
package import JSON

/// What came back over HTTP.
package struct HTTPAnswer: Sendable {
    package let status: Int
    /// Names in lower case.
    package let headers: [String: String]
    package let body: [UInt8]

    package var text: String { String(decoding: body, as: UTF8.self) }

    package func json() throws -> JSONValue {
        try JSONReader.read(body, limits: JSONReader.Limits(bytes: 64 << 20, elements: 2_000_000))
    }
}

/// Speaks HTTP/1.1 to 127.0.0.1 over a plain socket, so that a test may also send what no HTTP library would.
package struct HTTPClient: Sendable {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    package let port: UInt16
    /// What stands before every path, e.g. `/mounted/here`.
    package var mount = ""
    package var key: String?

    package init(port: UInt16, mount: String = "", key: String? = nil) {
        self.port = port
        self.mount = mount
        self.key = key
    }

    package func get(_ path: String, headers: [String: String] = [:]) throws -> HTTPAnswer {
        try send("GET", path, headers: headers)
    }

    /// POST of JSON text.
    package func post(_ path: String, _ json: String = "", headers: [String: String] = [:]) throws -> HTTPAnswer {
        let type = json.isEmpty ? [:] : ["Content-Type": "application/json"]
        return try send("POST", path, headers: type.merging(headers) { $1 }, body: Array(json.utf8))
    }

    package func send(
        _ method: String, _ path: String, headers: [String: String] = [:], body: [UInt8] = []
    ) throws -> HTTPAnswer {
        var head = "\(method) \(mount)\(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        if let key { head += "api-key: \(key)\r\n" }
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        if !body.isEmpty || method == "POST" || method == "PUT" { head += "Content-Length: \(body.count)\r\n" }
        return try raw(Array((head + "\r\n").utf8) + body)
    }

    /// Sends `bytes` as they are and reads until the other side closes.
    package func raw(_ bytes: [UInt8], seconds: Int = 60) throws -> HTTPAnswer {
        let descriptor = try connection(seconds: seconds)
        defer { close(descriptor) }
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A server that has heard enough closes early; what it said is still to be read.
            if count <= 0 { break }
            sent += count
        }
        return try HTTPAnswer(received(from: descriptor))
    }

    private func connection(seconds: Int) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let failed = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard failed == 0 else {
            close(descriptor)
            throw Failure(description: "127.0.0.1:\(port) does not accept: \(String(cString: strerror(errno)))")
        }
        return descriptor
    }

    private func received(from descriptor: Int32) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 || (count < 0 && errno == ECONNRESET && !bytes.isEmpty) { return bytes }
            guard count > 0 else { throw Failure(description: "No answer: \(String(cString: strerror(errno)))") }
            bytes += buffer[..<count]
        }
    }
}

extension HTTPAnswer {
    /// Takes an answer apart: status line, headers, body with its chunks joined.
    init(_ bytes: [UInt8]) throws {
        let blank = Array("\r\n\r\n".utf8)
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: blank) }) else {
            throw HTTPClient.Failure(description: "No HTTP: \(String(decoding: bytes.prefix(200), as: UTF8.self))")
        }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ")
        guard words.count >= 2, let status = Int(words[1]) else {
            throw HTTPClient.Failure(description: "No status: \(lines[0])")
        }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let rest = bytes[(end + blank.count)...]
        self.status = status
        self.headers = headers
        body = headers["transfer-encoding"] == "chunked" ? Self.joined(rest) : Array(rest)
    }

    private static func joined(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var rest = bytes
        var body: [UInt8] = []
        while let lineEnd = rest.firstIndex(of: 13) {
            let size = Int(String(decoding: rest[rest.startIndex..<lineEnd], as: UTF8.self), radix: 16) ?? 0
            let start = lineEnd + 2
            guard size > 0, start + size <= rest.endIndex else { break }
            body += rest[start..<(start + size)]
            rest = rest[min(start + size + 2, rest.endIndex)...]
        }
        return body
    }
}
