import CMariaDB

/// MYSQL_TIME ↔ milliseconds since 1970, without a Date: Foundation's formatting of fractions costs and truncates.
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

    static func milliseconds(_ time: MYSQL_TIME) -> Int64 {
        let day = days(year: Int64(time.year), month: Int64(time.month), day: Int64(time.day))
        let seconds = Int64(time.hour) * 3600 + Int64(time.minute) * 60 + Int64(time.second)
        return (day * 86_400 + seconds) * 1000 + Int64(clamping: time.second_part) / 1000
    }

    /// Days since 1970 of a civil date; Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivide(shifted, 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
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
