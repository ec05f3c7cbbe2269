/// A moment in UTC, in milliseconds since 1970. Stamped by the database alone.
package struct Timestamp: Sendable, Hashable, Comparable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

    /// ISO 8601 with milliseconds, `2023-01-15T08:00:00.000Z`.
    package var text: String {
        let (day, millisecond) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        let days = millisecond < 0 ? day - 1 : day
        let rest = Int(millisecond < 0 ? millisecond + 86_400_000 : millisecond)
        func pad(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let time = "\(pad(rest / 3_600_000, 2)):\(pad(rest / 60_000 % 60, 2)):\(pad(rest / 1000 % 60, 2))"
        return "\(CalendarDate(daysSince1970: Int(days)).text)T\(time).\(pad(rest % 1000, 3))Z"
    }
}
