import Glibc

/// A pair of pipe ends for frames: 4 bytes length of the header, 4 bytes length of the payload (big endian), the header
/// (JSON), the payload (raw bytes).
///
/// Blocking; used by one thread at a time. Does not own its descriptors.
package struct FrameChannel: Sendable {
    package struct Frame: Sendable, Equatable {
        package var header: [UInt8]
        package var payload: [UInt8]

        package init(header: [UInt8], payload: [UInt8] = []) {
            self.header = header
            self.payload = payload
        }
    }

    package enum Failure: Error, Equatable {
        /// The other side is gone, maybe in the middle of a frame.
        case closed
        case timedOut
        /// A length that no frame can have.
        case malformed
        case system(errno: Int32)
    }

    /// The most bytes of a header, more than any page needs: a document may have taken over the other side.
    private static let longestHeader = 16 << 20
    package static let longestPayload = 64 << 20

    package let input: Int32
    package let output: Int32

    package init(input: Int32, output: Int32) {
        self.input = input
        self.output = output
    }

    /// If poll reports a pipe writable, this many bytes can be written without blocking (PIPE_BUF of Linux).
    private static let atomic = 4096

    /// - Parameter deadline: Nil waits without a limit.
    package func send(_ frame: Frame, until deadline: ContinuousClock.Instant? = nil) throws(Failure) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + frame.header.count + frame.payload.count)
        bytes.append(contentsOf: Self.bytes(of: frame.header.count))
        bytes.append(contentsOf: Self.bytes(of: frame.payload.count))
        bytes.append(contentsOf: frame.header)
        bytes.append(contentsOf: frame.payload)
        var sent = 0
        while sent < bytes.count {
            var part = bytes.count - sent
            if let deadline {
                try Self.wait(for: POLLOUT, on: output, until: deadline)
                part = min(part, Self.atomic)
            }
            let count = bytes.withUnsafeBytes { write(output, $0.baseAddress.map { $0 + sent }, part) }
            if count > 0 {
                sent += count
            } else if errno != EINTR {
                throw errno == EPIPE ? .closed : .system(errno: errno)
            }
        }
    }

    /// True if the other side sends something or ends before that time.
    package func isReadable(by time: ContinuousClock.Instant) throws(Failure) -> Bool {
        do {
            try Self.wait(for: POLLIN, on: input, until: time)
            return true
        } catch .timedOut {
            return false
        }
    }

    /// True if there is something to receive now, or the other side has ended.
    package var isReadable: Bool {
        var entry = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) != 0
    }

    /// The next frame; nil if the other side ended between two frames.
    package func receive(until deadline: ContinuousClock.Instant? = nil) throws(Failure) -> Frame? {
        guard let lengths = try read(8, until: deadline, isFirst: true) else { return nil }
        let (header, payload) = (Self.length(lengths[0..<4]), Self.length(lengths[4..<8]))
        guard header <= Self.longestHeader, payload <= Self.longestPayload else { throw .malformed }
        guard let headerBytes = try read(header, until: deadline), let payloadBytes = try read(payload, until: deadline)
        else { throw .closed }
        return Frame(header: headerBytes, payload: payloadBytes)
    }

    private func read(
        _ count: Int, until deadline: ContinuousClock.Instant?, isFirst: Bool = false
    ) throws(Failure) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var have = 0
        while have < count {
            if let deadline { try Self.wait(for: POLLIN, on: input, until: deadline) }
            let got = bytes.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress.map { $0 + have }, count - have) }
            if got > 0 {
                have += got
            } else if got == 0 {
                guard isFirst, have == 0 else { throw .closed }
                return nil
            } else if errno != EINTR {
                throw .system(errno: errno)
            }
        }
        return bytes
    }

    private static func wait(
        for event: Int32, on descriptor: Int32, until deadline: ContinuousClock.Instant
    ) throws(Failure) {
        while true {
            let left = (deadline - ContinuousClock.now) / .milliseconds(1)
            guard left > 0 else { throw .timedOut }
            var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
            let ready = poll(&entry, 1, Int32(min(left.rounded(.up), 3_600_000)))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .system(errno: errno) }
        }
    }

    private static func bytes(of length: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
    }

    private static func length(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
