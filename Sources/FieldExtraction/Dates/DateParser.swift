import Invoices

/// Reads one date out of words.
enum DateParser {
    typealias Reading = (dayFirst: CalendarDate?, monthFirst: CalendarDate?)

    /// Nil unless the words are a date and nothing else, but for a weekday's comma, a time or an article.
    static func parse(_ words: [String], months: [String: Int] = Vocabulary.shared.months) -> Reading? {
        let text = TextFolding.fold(words.joined(separator: " ")).trimmingPunctuation
        if words.count == 1, let compact = compact(text) { return compact }
        let parts = split(text)
        guard parts.count == 3 else { return nil }
        if let named = withMonthName(parts, months) { return (named, named) }
        let numbers = parts.compactMap { Int($0) }
        guard numbers.count == 3, isNumeric(text) else { return nil }
        return numeric(parts, numbers)
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

    /// Four digits from 1980 to 2079, or two of a year among them.
    static func year(_ number: Int, digits: Int) -> Int? {
        if digits == 4 { return (1980...2079).contains(number) ? number : nil }
        return digits == 2 ? (number >= 80 ? 1900 : 2000) + number : nil
    }

    /// `20180315`: only a plausible year may begin it.
    private static func compact(_ text: String) -> Reading? {
        guard text.count == 8, text.allSatisfy(\.isPlainDigit), text.hasPrefix("20"), let number = Int(text),
            let date = CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100),
            (2000...2079).contains(date.year)
        else { return nil }
        return (date, date)
    }

    /// One kind of mark between the numbers, `.`, `/` or `-`: `10.50 2018` is no date.
    private static func isNumeric(_ text: String) -> Bool {
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
