import Invoices

/// Reads one date out of words.
enum DateParser {
    typealias Reading = (dayFirst: CalendarDate?, monthFirst: CalendarDate?)

    /// Nil unless the words are a date and nothing else, but for a weekday's comma, a time or an article.
    static func parse(_ words: [String], months: [String: Int] = Vocabulary.shared.months) -> Reading? {
        let text = withoutTime(TextFolding.fold(words.joined(separator: " ")).trimmingPunctuation)
        if words.count == 1, let compact = compact(text) { return compact }
        if let date = EastAsianDate.date(text) { return (date, date) }
        let parts = split(text)
        guard parts.count == 3 else { return nil }
        if let named = withMonthName(parts, months) ?? withRomanMonth(parts, text) { return (named, named) }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 3, isNumeric(text) || isSpaced(parts, words) else { return nil }
        return numeric(parts, numbers)
    }

    /// `2024-03-04T10:15:00+01:00`, ISO 8601: without the time of day.
    private static func withoutTime(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count > 11, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "t"), bytes[11].isPlainDigit
        else { return text }
        return String(decoding: bytes.prefix(10), as: UTF8.self)
    }

    /// `15`, `03`, `2018` of `15.03.2018`, `15 marzo 2018`, `15 de marzo de 2018`, `15th March, 2018`.
    private static func split(_ text: String) -> [String] {
        var parts: [String] = []
        var current = ""
        var isDigits = false
        func close() {
            if !current.isEmpty, !particles.contains(current) { parts.append(current) }
            current = ""
        }
        for character in text {
            if character.isPlainDigit || character.isFastLetter {
                if character.isPlainDigit != isDigits { close() }
                isDigits = character.isPlainDigit
                current.append(character)
            } else {
                close()
            }
        }
        close()
        return parts
    }

    private static let particles = Vocabulary.shared.words(.dateParticles)

    private static func withMonthName(_ parts: [String], _ months: [String: Int]) -> CalendarDate? {
        if let month = months[parts[1]], let day = Int(parts[0]), let year = year(parts[2]), parts[0].count <= 2 {
            return CalendarDate(year: year, month: month, day: day)
        }
        if let month = months[parts[0]], let day = Int(parts[1]), let year = year(parts[2]), parts[1].count <= 2 {
            return CalendarDate(year: year, month: month, day: day)
        }
        if let month = months[parts[1]], parts[0].count == 4, let year = year(parts[0]), let day = Int(parts[2]),
            parts[2].count <= 2
        {
            return CalendarDate(year: year, month: month, day: day)
        }
        // `2024. gada 17. aprīlis`
        if let month = months[parts[2]], parts[0].count == 4, let year = year(parts[0]), let day = Int(parts[1]),
            parts[1].count <= 2
        {
            return CalendarDate(year: year, month: month, day: day)
        }
        return nil
    }

    /// `4.III.2024`, `2024. III. 4.`; a single letter needs a mark beside it: `5 x 2024` is a product.
    private static func withRomanMonth(_ parts: [String], _ text: String) -> CalendarDate? {
        guard let month = romanMonths[parts[1]] else { return nil }
        guard parts[1].count > 1 || text.contains(where: { "./-".contains($0) }) else { return nil }
        return withMonthName(parts, [parts[1]: month])
    }

    private static let romanMonths: [String: Int] = {
        let numerals = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
        return Dictionary(uniqueKeysWithValues: zip(numerals, 1...))
    }()

    /// `04 03 2024`: three words with nothing between them.
    private static func isSpaced(_ parts: [String], _ words: [String]) -> Bool {
        words.count == 3 && parts.map(\.count) == [2, 2, 4] && words.allSatisfy { $0.allSatisfy(\.isPlainDigit) }
    }

    private static func numeric(_ parts: [String], _ numbers: [Int]) -> Reading? {
        if parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2 {
            guard let year = year(parts[0]), let date = CalendarDate(year: year, month: numbers[1], day: numbers[2])
            else { return nil }
            return (date, date)
        }
        guard parts[0].count <= 2, parts[1].count <= 2, let year = year(parts[2]) else { return nil }
        let dayFirst = CalendarDate(year: year, month: numbers[1], day: numbers[0])
        let monthFirst = CalendarDate(year: year, month: numbers[0], day: numbers[1])
        return dayFirst == nil && monthFirst == nil ? nil : (dayFirst, monthFirst)
    }

    private static func year(_ text: String) -> Int? { Int(text).flatMap { year($0, digits: text.count) } }

    /// Four digits from 1980 to 2079, or the same of the Buddhist era, which Thailand counts by; or two of a year among
    /// them.
    static func year(_ number: Int, digits: Int) -> Int? {
        if digits == 4 {
            return [number, number - buddhistEra].first { (1980...2079).contains($0) }
        }
        return digits == 2 ? (number >= 80 ? 1900 : 2000) + number : nil
    }

    /// Its year 2567 is 2024.
    private static let buddhistEra = 543

    /// `20180315`: only a plausible year may begin it.
    private static func compact(_ text: String) -> Reading? {
        guard text.count == 8, text.allSatisfy(\.isPlainDigit), text.hasPrefix("20"), let number = Int(text),
            let date = CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100),
            (2000...2079).contains(date.year)
        else { return nil }
        return (date, date)
    }

    /// One kind of mark between the numbers, `.`, `/` or `-`: `10.50 2018` is no date. The only letters left are those of
    /// words that belong to a date.
    private static func isNumeric(_ text: String) -> Bool {
        let text = text.filter { !$0.isFastLetter }.trimmingPunctuation
        let marks = Set(text.filter { !$0.isPlainDigit && $0 != " " })
        guard marks.count == 1, let mark = marks.first else { return false }
        return "./-".contains(mark) && text.count { $0 == mark } == 2
    }
}

extension String {
    /// Without marks at its ends.
    var trimmingPunctuation: String {
        if hasPlainEnds { return self }
        if isPlain { return kept(\.isPlainLetterOrDigit) }
        var rest = Substring(self)
        while let first = rest.first, !first.isFastLetter, !first.isFastNumber { rest.removeFirst() }
        while let last = rest.last, !last.isFastLetter, !last.isFastNumber { rest.removeLast() }
        return String(rest)
    }
}
