import CFastCGI
import Glibc
import Synchronization
import TestSupport

/// A FastCGI server that keeps the bytes of the requests that nginx sends to it, and answers each with an empty 200.
final class RequestRecorder: Sendable {
    private let listening: Int32
    private let recorded = Mutex<[[UInt8]]>([])

    /// All requests so far.
    var requests: [[UInt8]] { recorded.withLock { $0 } }

    /// Listens at `path`.
    init(path: String) throws {
        listening = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let isBound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listening, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isBound, listen(listening, 64) == 0 else { throw ChildFailure(reason: "\(path) cannot be listened on.") }
    }

    deinit { close(listening) }

    /// Accepts and records connections, one after the other, until `stop`.
    func run() {
        while true {
            let connection = accept(listening, nil, nil)
            guard connection >= 0 else { return }
            let bytes = request(from: connection)
            let answer = FastCGIClient.record(UInt8(FCGI_STDOUT), Array("Status: 200 OK\r\n\r\n".utf8))
            let end = FastCGIClient.record(UInt8(FCGI_END_REQUEST), [UInt8](repeating: 0, count: 8))
            _ = send(connection, answer + end, (answer + end).count, Int32(MSG_NOSIGNAL))
            close(connection)
            recorded.withLock { $0.append(bytes) }
        }
    }

    func stop() { shutdown(listening, Int32(SHUT_RDWR)) }

    /// Receives up to the empty record that ends the body.
    private func request(from connection: Int32) -> [UInt8] {
        var (bytes, next): ([UInt8], Int) = ([], 0)
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            while bytes.count - next >= Int(FCGI_HEADER_LEN) {
                let header = bytes[next...].withUnsafeBytes { $0.loadUnaligned(as: FCGI_Header.self) }
                let length = Int(header.contentLengthB1) << 8 | Int(header.contentLengthB0)
                next += Int(FCGI_HEADER_LEN) + length + Int(header.paddingLength)
                if Int32(header.type) == FCGI_STDIN, length == 0 { return bytes }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
        }
    }
}
