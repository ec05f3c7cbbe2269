import CSystem
import Glibc

/// One accepted connection: owns its descriptor and closes it. The descriptor does not block; each wait has a timeout.
final class Channel: Sendable {
    enum Received {
        case bytes([UInt8])
        case nothingYet
        case end
    }

    let descriptor: Int32

    init(owning descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// recv(2), once.
    func receive(atMost size: Int = 64 << 10) -> Received {
        var failed: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            var got = -1
            repeat { got = recv(descriptor, buffer.baseAddress, size, 0) } while got < 0 && errno == EINTR
            failed = got < 0 ? errno : 0
            count = max(0, got)
        }
        if failed == EAGAIN { return .nothingYet }
        return bytes.isEmpty ? .end : .bytes(bytes)
    }

    func send(_ bytes: [UInt8], timeout: Duration) throws { try send([bytes[...]], timeout: timeout) }

    /// Calls sendmsg(2) until all is sent; throws `broken` if the peer takes nothing within `timeout`, or `peerGone`.
    func send(_ pieces: [ArraySlice<UInt8>], timeout: Duration) throws {
        var rest = pieces.contains(where: { $0.isEmpty }) ? pieces.filter { !$0.isEmpty }[...] : pieces[...]
        while !rest.isEmpty {
            let count = send(rest)
            if count > 0 {
                Channel.drop(count, of: &rest)
            } else if count < 0, errno == EAGAIN {
                guard wait(for: POLLOUT, timeout: timeout) else {
                    throw FastCGIError.broken("The web server takes no more.")
                }
            } else if errno != EINTR {
                throw FastCGIError.peerGone
            }
        }
    }

    /// Calls sendmsg(2) once, or send(2) if there is one piece, as in a short answer.
    private func send(_ pieces: ArraySlice<ArraySlice<UInt8>>) -> Int {
        if pieces.count == 1, let piece = pieces.first {
            return piece.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        }
        var vectors: [iovec] = []
        vectors.reserveCapacity(pieces.count)
        return Channel.withVectors(pieces, &vectors) { vectors in
            vectors.withUnsafeMutableBufferPointer { vectors in
                var message = msghdr()
                message.msg_iov = vectors.baseAddress
                message.msg_iovlen = vectors.count
                // MSG_NOSIGNAL: a closed connection is an error here, and no SIGPIPE for the process.
                return sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
            }
        }
    }

    /// Recursive, because the address of an array's memory is valid only within a closure.
    private static func withVectors(
        _ pieces: ArraySlice<ArraySlice<UInt8>>, _ vectors: inout [iovec], _ body: (inout [iovec]) -> Int
    ) -> Int {
        guard let piece = pieces.first else { return body(&vectors) }
        return piece.withUnsafeBytes { bytes in
            // sendmsg(2) does not write there, although the member's type would let it.
            vectors.append(iovec(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count))
            return withVectors(pieces.dropFirst(), &vectors, body)
        }
    }

    private static func drop(_ count: Int, of pieces: inout ArraySlice<ArraySlice<UInt8>>) {
        var left = count
        while let piece = pieces.first, left > 0 {
            guard piece.count <= left else {
                pieces[pieces.startIndex] = piece.dropFirst(left)
                return
            }
            left -= piece.count
            pieces.removeFirst()
        }
    }

    /// Returns whether one of the events, an error or the end of the connection came within `timeout`.
    func wait(for events: Int32, timeout: Duration) -> Bool {
        let deadline = ContinuousClock.now + timeout
        while true {
            var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let left = deadline - .now
            let found = poll(&entry, 1, max(0, left.wholeMilliseconds))
            if found != 0 && !(found < 0 && errno == EINTR) { return found > 0 }
            if left <= .zero { return false }
        }
    }

    /// Whether the peer closed its side, as a web server does when its client is gone.
    var isPeerGone: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(CSYSTEM_POLLRDHUP), revents: 0)
        let gone = Int32(CSYSTEM_POLLRDHUP) | POLLHUP | POLLERR
        return poll(&entry, 1, 0) > 0 && Int32(entry.revents) & gone != 0
    }

    /// Closes our side, so that the peer sees the end of the answer while it is still sending.
    func endWriting() { shutdown(descriptor, Int32(SHUT_WR)) }
}

extension Duration {
    /// For poll(2); rounded up, so that the last part of a wait does not become a busy loop.
    var wholeMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds < 2_000_000 else { return 2_000_000_000 }
        guard seconds >= 0 else { return 0 }
        return Int32(seconds) * 1000 + Int32((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
