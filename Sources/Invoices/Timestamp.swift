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
        let rest = Int(millisecond < 0 ? millisecond + 86_400_000 : millisecond)
        func put(_ number: Int, digits: Int, at index: Int, then separator: Unicode.Scalar) {
            var left = number
            for place in stride(from: index + digits - 1, through: index, by: -1) {
                buffer[place] = 0x30 + UInt8(truncatingIfNeeded: left % 10)
                left /= 10
            }
            buffer[index + digits] = UInt8(ascii: separator)
        }
        put(min(max(date.year, 0), 9999), digits: 4, at: 0, then: "-")
        put(date.month, digits: 2, at: 5, then: "-")
        put(date.day, digits: 2, at: 8, then: "T")
        put(rest / 3_600_000, digits: 2, at: 11, then: ":")
        put(rest / 60_000 % 60, digits: 2, at: 14, then: ":")
        put(rest / 1000 % 60, digits: 2, at: 17, then: ".")
        put(rest % 1000, digits: 3, at: 20, then: "Z")
    }
}
