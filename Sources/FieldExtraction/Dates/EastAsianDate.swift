import Invoices

/// Dates of China, Japan and Korea, whose numbers have the words for year, month and day behind them: `2024年3月4日`,
/// `2024년 3월 4일`, `令和6年3月4日`.
enum EastAsianDate {
    /// From folded text; nil for another form.
    static func date(_ text: String) -> CalendarDate? {
        // Nearly all text is ASCII, and has none of these words.
        guard !text.isPlain else { return nil }
        var rest = text.filter { $0 != " " }[...]
        let era = eras.first { rest.hasPrefix($0.name) }
        if let era { rest = rest.dropFirst(era.name.count) }
        guard let year = number(before: years, &rest), let month = number(before: months, &rest),
            let day = number(before: days, &rest), rest.isEmpty
        else { return nil }
        guard let era else { return DateParser.year(year, digits: 4).flatMap { calendar($0, month, day) } }
        return calendar(era.firstYear + year - 1, month, day)
    }

    /// Japan's eras with their first years.
    private static let eras = [(name: "令和", firstYear: 2019), (name: "平成", firstYear: 1989)]
    private static let years: Set<Character> = ["年", "년"]
    private static let months: Set<Character> = ["月", "월"]
    private static let days: Set<Character> = ["日", "일"]
    /// The first year of an era has a name of its own.
    private static let first: Character = "元"

    /// Takes the number and the word behind it; nil where they do not stand there.
    private static func number(before words: Set<Character>, _ text: inout Substring) -> Int? {
        let digits = text.first == first ? text.prefix(1) : text.prefix(while: \.isPlainDigit)
        let rest = text.dropFirst(digits.count)
        guard (1...4).contains(digits.count), let word = rest.first, words.contains(word) else { return nil }
        text = rest.dropFirst()
        return digits.first == first ? 1 : Int(digits)
    }

    private static func calendar(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate? {
        CalendarDate(year: year, month: month, day: day)
    }
}
