import Glibc

/// Speaks FastCGI to a server as a web server does, and as no web server would.
package final class FastCGIClient {
    package struct Answer: Sendable {
        package let status: Int
        /// Names in lower case.
        package let headers: [String: String]
        package let body: [UInt8]
        package let isEnded: Bool

        package var text: String { String(decoding: body, as: UTF8.self) }
    }

    package struct ConnectionError: Error {
        package let code: Int32
    }

    package let descriptor: Int32

    package init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let failed = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try finishConnecting(failed)
    }

    package init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        let failed = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try finishConnecting(failed)
    }

    deinit { close(descriptor) }

    /// A hanging server fails the test instead of hanging it.
    private func finishConnecting(_ failed: Int32) throws {
        guard failed == 0 else { throw ConnectionError(code: errno) }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }

    // MARK: Whole requests

    package func request(
        _ method: String, _ path: String, query: String = "", headers: [String: String] = [:], body: [UInt8] = [],
        parameters extra: [String: String] = [:], keepsConnection: Bool = false
    ) throws -> Answer {
        var parameters = [
            "REQUEST_METHOD": method, "DOCUMENT_URI": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "PATH_INFO": path, "REQUEST_URI": query.isEmpty ? path : "\(path)?\(query)", "HTTP_HOST": "localhost",
            "CONTENT_LENGTH": body.isEmpty ? "" : String(body.count), "SERVER_PROTOCOL": "HTTP/1.1",
        ]
        for (name, value) in headers {
            let name = name.uppercased().replacing("-", with: "_")
            parameters[name == "CONTENT_TYPE" ? name : "HTTP_\(name)"] = value
        }
        parameters.merge(extra) { $1 }
        try send(Self.opening(parameters, keepsConnection: keepsConnection))
        for start in stride(from: 0, to: body.count, by: 32_768) {
            try send(Self.record(5, body[start..<min(start + 32_768, body.count)]))
        }
        try send(Self.record(5, []))
        return try answer()
    }

    /// Reads until the request ends or the connection does.
    package func answer() throws -> Answer {
        var output: [UInt8] = []
        var isEnded = false
        while let header = try receive(8) {
            let length = Int(header[4]) << 8 | Int(header[5])
            guard let content = try receive(length), try receive(Int(header[6])) != nil else { break }
            if header[1] == 6 { output += content }
            if header[1] == 3 {
                isEnded = true
                break
            }
        }
        return Self.parse(output, isEnded: isEnded)
    }

    // MARK: Pieces

    package func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw ConnectionError(code: errno) }
            sent += count
        }
    }

    /// Nil at the end of the connection.
    package func receive(_ count: Int) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var piece = [UInt8](repeating: 0, count: count - bytes.count)
            let got = recv(descriptor, &piece, piece.count, 0)
            if got < 0, errno == EAGAIN { throw ConnectionError(code: ETIMEDOUT) }
            guard got > 0 else { return nil }
            bytes += piece[..<got]
        }
        return bytes
    }

    package static func record(
        _ kind: UInt8, request: UInt16 = 1, _ content: some Collection<UInt8>, version: UInt8 = 1
    ) -> [UInt8] {
        let length = content.count
        return [
            version, kind, UInt8(request >> 8), UInt8(request & 255), UInt8(length >> 8), UInt8(length & 255), 0, 0,
        ]
            + content
    }

    /// The records up to the end of the parameters.
    package static func opening(
        _ parameters: [String: String], request: UInt16 = 1, keepsConnection: Bool = false
    ) -> [UInt8] {
        let packed = parameters.flatMap { pair($0.key, $0.value) }
        var bytes = record(1, request: request, [0, 1, keepsConnection ? 1 : 0, 0, 0, 0, 0, 0])
        for start in stride(from: 0, to: packed.count, by: 60_000) {
            bytes += record(4, request: request, packed[start..<min(start + 60_000, packed.count)])
        }
        return bytes + record(4, request: request, [])
    }

    package static func pair(_ name: String, _ value: String) -> [UInt8] {
        func length(_ count: Int) -> [UInt8] {
            count < 128
                ? [UInt8(count)]
                : [UInt8(count >> 24) | 128, UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)]
        }
        return length(name.utf8.count) + length(value.utf8.count) + Array(name.utf8) + Array(value.utf8)
    }

    private static func parse(_ output: [UInt8], isEnded: Bool) -> Answer {
        let blank = Array("\r\n\r\n".utf8)
        let end = (0..<max(0, output.count - 3)).first { output[$0...].starts(with: blank) } ?? output.count
        var headers: [String: String] = [:]
        for line in String(decoding: output[..<end], as: UTF8.self).split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = String(line[line.index(colon, offsetBy: 2)...])
        }
        let status = headers["status"].flatMap { Int($0.prefix(3)) } ?? 0
        return Answer(status: status, headers: headers, body: Array(output.dropFirst(end + 4)), isEnded: isEnded)
    }
}
