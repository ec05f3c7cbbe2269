import CMariaDB

/// Converts MYSQL_TIME and milliseconds since 1970. Foundation's Date is slower and truncates fractions.
///
/// `CalendarDate` of the domain knows the same calendar; the driver must not know the domain.
enum CivilTime {
    static func fill(_ time: UnsafeMutablePointer<MYSQL_TIME>, milliseconds: Int64) {
        let day = floorDivide(milliseconds, 86_400_000)
        let rest = milliseconds - day * 86_400_000
        let (year, month, dayOfMonth) = civil(day)
        time.pointee = MYSQL_TIME()
        time.pointee.year = UInt32(clamping: year)
        time.pointee.month = UInt32(month)
        time.pointee.day = UInt32(dayOfMonth)
        time.pointee.hour = UInt32(rest / 3_600_000)
        time.pointee.minute = UInt32(rest / 60_000 % 60)
        time.pointee.second = UInt32(rest / 1000 % 60)
        time.pointee.second_part = UInt(rest % 1000 * 1000)
        time.pointee.time_type = MYSQL_TIMESTAMP_DATETIME
    }

    /// Days since 1970 of a civil date (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). The database
    /// has the years 0 to 9999, so 32 bits are enough, and they divide faster.
    static func days(year: UInt32, month: UInt32, day: UInt32) -> Int64 {
        let isBeforeMarch = month <= 2
        // 400 years more, so that January of the year 0 does not become negative.
        let shifted = year &+ 400 &- (isBeforeMarch ? 1 : 0)
        let dayOfYear = (153 &* (month &+ (isBeforeMarch ? 9 : 0) &- (isBeforeMarch ? 0 : 3)) &+ 2) / 5 &+ day &- 1
        let days = 365 &* shifted &+ shifted / 4 &- shifted / 100 &+ shifted / 400 &+ dayOfYear
        return Int64(days) - 719_468 - 146_097
    }

    static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthShifted = (5 * dayOfYear + 2) / 153
        let month = monthShifted < 10 ? monthShifted + 3 : monthShifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthShifted + 2) / 5 + 1)
    }

    private static func floorDivide(_ number: Int64, _ divisor: Int64) -> Int64 {
        let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
