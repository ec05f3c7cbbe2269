/// A moment in UTC, in milliseconds since 1970. Stamped by the database alone.
package struct Timestamp: Sendable, Hashable, Comparable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    /// Of every year that the text has four digits for.
    package static let textLength = 24

    /// ISO 8601 with milliseconds, `2023-01-15T08:00:00.000Z`.
    package var text: String {
        String(unsafeUninitializedCapacity: Timestamp.textLength) { buffer in
            write(to: UnsafeMutableRawBufferPointer(buffer))
            return Timestamp.textLength
        }
    }

    /// Writes the text to the beginning of `buffer`: lists write four of them a row, and a string for each would cost
    /// more than its digits. The database knows no year beyond four digits; one is written as the nearest that has.
    package func write(to buffer: UnsafeMutableRawBufferPointer) {
        let (day, millisecond) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        let date = CalendarDate(daysSince1970: Int(millisecond < 0 ? day - 1 : day))
        // 32 bits are enough and divide faster.
        let rest = UInt32(truncatingIfNeeded: millisecond < 0 ? millisecond + 86_400_000 : millisecond)
        let year = UInt32(truncatingIfNeeded: min(max(date.year, 0), 9999))
        precondition(buffer.count >= Timestamp.textLength, "no room for a moment")
        Timestamp.put(year / 100, at: 0, of: buffer)
        Timestamp.put(year % 100, at: 2, of: buffer, then: "-")
        Timestamp.put(UInt32(truncatingIfNeeded: date.month), at: 5, of: buffer, then: "-")
        Timestamp.put(UInt32(truncatingIfNeeded: date.day), at: 8, of: buffer, then: "T")
        Timestamp.put(rest / 3_600_000, at: 11, of: buffer, then: ":")
        Timestamp.put(rest / 60_000 % 60, at: 14, of: buffer, then: ":")
        Timestamp.put(rest / 1000 % 60, at: 17, of: buffer, then: ".")
        Timestamp.put(rest % 1000 / 10, at: 20, of: buffer)
        buffer[22] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
        buffer[23] = UInt8(ascii: "Z")
    }

    /// Two digits, and what stands behind them where nothing else will be written.
    @inline(__always)
    private static func put(
        _ number: UInt32, at place: Int, of buffer: UnsafeMutableRawBufferPointer, then separator: Unicode.Scalar? = nil
    ) {
        buffer[place] = 0x30 + UInt8(truncatingIfNeeded: number / 10)
        buffer[place + 1] = 0x30 + UInt8(truncatingIfNeeded: number % 10)
        if let separator { buffer[place + 2] = UInt8(ascii: separator) }
    }
}
