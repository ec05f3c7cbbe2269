import Foundation
import Glibc
import Synchronization

/// A server of someone else's on loopback that says exactly what a test wants, and counts who came.
package final class StrangerServer: Sendable {
    /// What to send for one request line: raw pieces, each behind the one before; the connection then closes.
    package typealias Answer = @Sendable (_ requestLine: String) -> [Piece]

    package enum Piece: Sendable {
        case text(String)
        case bytes([UInt8])
        /// The same byte again and again until the other side goes away.
        case endless(UInt8)
        /// One byte a second until the other side goes away.
        case trickle
        /// Nothing more until the other side goes away.
        case silence
    }

    package let port: UInt16
    private let listener: Int32
    private let answer: Answer
    private let seen = Mutex<[String]>([])

    package init(answer: @escaping Answer) throws {
        self.answer = answer
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [self] in accept() }
    }

    package var requests: [String] { seen.withLock { $0 } }

    package func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func accept() {
        while true {
            let connection = Glibc.accept(listener, nil, nil)
            guard connection >= 0 else { break }
            Thread.detachNewThread { [self] in
                serve(connection)
                close(connection)
            }
        }
        close(listener)
    }

    private func serve(_ connection: Int32) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            bytes += buffer[..<count]
        }
        let text = String(decoding: bytes, as: UTF8.self)
        seen.withLock { $0.append(text) }
        for piece in answer(String(text.prefix { $0 != "\r\n" })) { guard send(piece, to: connection) else { return } }
    }

    private func send(_ piece: Piece, to connection: Int32) -> Bool {
        switch piece {
        case .text(let text): return write(Array(text.utf8), to: connection)
        case .bytes(let bytes): return write(bytes, to: connection)
        case .endless(let byte):
            let block = [UInt8](repeating: byte, count: 64 << 10)
            while write(block, to: connection) {}
        case .trickle: while write([0x20], to: connection) { isGone(connection, within: 1000) }
        case .silence: while !isGone(connection, within: 1000) {}
        }
        return false
    }

    private func write(_ bytes: [UInt8], to connection: Int32) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    private func isGone(_ connection: Int32, within milliseconds: Int32) -> Bool {
        var watched = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        return poll(&watched, 1, milliseconds) > 0
    }
}
