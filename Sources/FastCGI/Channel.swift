import CSystem
import Glibc

/// One accepted connection: owns its descriptor and closes it. The descriptor does not block; waiting has a limit.
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

    /// send(2) until all is gone; the peer must take something within `patience`.
    func send(_ bytes: [UInt8], patience: Duration) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                // MSG_NOSIGNAL: a peer that is gone is an error here, not a SIGPIPE for the process.
                Glibc.send(
                    descriptor, buffer.baseAddress.map { $0 + sent }, buffer.count - sent, Int32(MSG_NOSIGNAL))
            }
            if count > 0 {
                sent += count
            } else if count < 0, errno == EAGAIN {
                guard wait(for: POLLOUT, patience) else { throw FastCGIError.broken("The web server takes no more.") }
            } else if errno != EINTR {
                throw FastCGIError.peerGone
            }
        }
    }

    /// Whether one of the events, an error or the end came within `patience`.
    func wait(for events: Int32, _ patience: Duration) -> Bool {
        let deadline = ContinuousClock.now + patience
        while true {
            var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let left = deadline - .now
            let found = poll(&entry, 1, max(0, left.wholeMilliseconds))
            if found != 0 && !(found < 0 && errno == EINTR) { return found > 0 }
            if left <= .zero { return false }
        }
    }

    /// Whether the peer closed its side; the web server does so when its client is gone.
    var isPeerGone: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(CSYSTEM_POLLRDHUP), revents: 0)
        let gone = Int32(CSYSTEM_POLLRDHUP) | POLLHUP | POLLERR
        return poll(&entry, 1, 0) > 0 && Int32(entry.revents) & gone != 0
    }

    /// Says that nothing more is written, so that the peer sees the end while it may still be writing.
    func endWriting() { shutdown(descriptor, Int32(SHUT_WR)) }
}

extension Duration {
    /// Rounded up, so that a wait is not cut into a busy loop; as poll(2) takes it.
    var wholeMilliseconds: Int32 {
        let (seconds, attoseconds) = components
        guard seconds < 2_000_000 else { return 2_000_000_000 }
        guard seconds >= 0 else { return 0 }
        return Int32(seconds) * 1000 + Int32((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
