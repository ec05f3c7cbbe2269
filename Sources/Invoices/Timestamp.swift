/// A moment in UTC, in milliseconds since 1970. Stamped by the database alone.
package struct Timestamp: Sendable, Hashable, Comparable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    /// ISO 8601 with milliseconds, `2023-01-15T08:00:00.000Z`.
    package var text: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the text: lists write four of them a row, and a string for each would cost more than its digits.
    package func append(to bytes: inout [UInt8]) {
        let (day, millisecond) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        let date = CalendarDate(daysSince1970: Int(millisecond < 0 ? day - 1 : day))
        let rest = Int(millisecond < 0 ? millisecond + 86_400_000 : millisecond)
        func two(_ number: Int, then separator: Unicode.Scalar) {
            bytes.append(0x30 + UInt8(number / 10))
            bytes.append(0x30 + UInt8(number % 10))
            bytes.append(UInt8(ascii: separator))
        }
        if (1000...9999).contains(date.year) {
            bytes.append(0x30 + UInt8(date.year / 1000))
            bytes.append(0x30 + UInt8(date.year / 100 % 10))
            two(date.year % 100, then: "-")
            two(date.month, then: "-")
            two(date.day, then: "T")
        } else {
            bytes.append(contentsOf: (date.text + "T").utf8)
        }
        two(rest / 3_600_000, then: ":")
        two(rest / 60_000 % 60, then: ":")
        two(rest / 1000 % 60, then: ".")
        bytes.append(0x30 + UInt8(rest % 1000 / 100))
        two(rest % 100, then: "Z")
    }
}
