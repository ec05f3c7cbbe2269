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
        buffer.storeBytes(of: eightDigits(of: seconds), toByteOffset: 0, as: UInt64.self)
        let high = UInt32(truncatingIfNeeded: random >> 32)
        buffer.storeBytes(of: eightDigits(of: high), toByteOffset: 8, as: UInt64.self)
        buffer.storeBytes(of: eightDigits(of: UInt32(truncatingIfNeeded: random)), toByteOffset: 16, as: UInt64.self)
    }
}

/// The hexadecimal digits of a number as text, the first in the byte that lies first: all of them at once, since a
/// list writes thousands.
private func eightDigits(of number: UInt32) -> UInt64 {
    // Each four bits into a byte of their own.
    var spread = UInt64(number)
    spread = (spread << 16 | spread) & 0x0000_FFFF_0000_FFFF
    spread = (spread << 8 | spread) & 0x00FF_00FF_00FF_00FF
    spread = (spread << 4 | spread) & 0x0F0F_0F0F_0F0F_0F0F
    // Six more than nine reaches the next four bits: there the letters begin.
    let letters = (spread + 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
    return (spread + 0x3030_3030_3030_3030 + letters * 0x27).bigEndian
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
