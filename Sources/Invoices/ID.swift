/// The public id of one kind of thing: 24 lower-case hex digits, of which 4 bytes are database time and 8 are random.
///
/// `Of` is the kind, so that a job's id cannot be handed where a template's is wanted. Two numbers and no text: lists
/// read and write three of them a row.
package struct ID<Of>: Sendable, Hashable {
    /// Since 1970, by the database's clock.
    private let seconds: UInt32
    private let random: UInt64

    /// Nil unless `text` is exactly 24 lower-case hex digits.
    package init?(_ text: some StringProtocol) { self.init(digits: Array(text.utf8)) }

    private init?(digits: [UInt8]) {
        guard digits.count == 24 else { return nil }
        var (seconds, random) = (UInt32(0), UInt64(0))
        for (index, digit) in digits.enumerated() {
            let value: UInt8
            switch digit {
            case 0x30...0x39: value = digit - 0x30
            case 0x61...0x66: value = digit - 0x57
            default: return nil
            }
            if index < 8 { seconds = seconds << 4 | UInt32(value) } else { random = random << 4 | UInt64(value) }
        }
        self.init(seconds: seconds, random: random)
    }

    /// Made of seconds since 1970 by the database's clock and 8 random bytes.
    package init(seconds: UInt32, random: UInt64) {
        self.seconds = seconds
        self.random = random
    }

    /// The 12 bytes as a store keeps them; nil for another number of bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 12 else { return nil }
        seconds = bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
        random = bytes[4...].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Its 12 bytes, in the order of its digits.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 12) { buffer, count in
            for index in 0..<4 { buffer[index] = UInt8(truncatingIfNeeded: seconds >> (24 - 8 * index)) }
            for index in 0..<8 { buffer[4 + index] = UInt8(truncatingIfNeeded: random >> (56 - 8 * index)) }
            count = 12
        }
    }

    package static var textLength: Int { 24 }

    /// 24 lower-case hex digits.
    package var text: String {
        String(unsafeUninitializedCapacity: ID.textLength) { buffer in
            write(to: UnsafeMutableRawBufferPointer(buffer))
            return ID.textLength
        }
    }

    /// Writes the 24 digits to the beginning of `buffer`.
    package func write(to buffer: UnsafeMutableRawBufferPointer) {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
        for index in 0..<8 { buffer[index] = digit(UInt8(truncatingIfNeeded: seconds >> (28 - 4 * index)) & 15) }
        for index in 0..<16 { buffer[8 + index] = digit(UInt8(truncatingIfNeeded: random >> (60 - 4 * index)) & 15) }
    }
}

/// In the order of the digits, so of the seconds in which they were made.
extension ID: Comparable {
    package static func < (left: ID, right: ID) -> Bool {
        (left.seconds, left.random) < (right.seconds, right.random)
    }
}

extension ID: CustomStringConvertible {
    package var description: String { text }
}
