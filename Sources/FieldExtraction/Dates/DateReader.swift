import Invoices

/// Reads the printed dates of a document, of all its languages, day or month first by what the document shows.
struct DateReader {
    private let layout: Layout
    private let months: [String: Int]

    /// - Parameter languages: the document's, the likeliest first.
    init(_ layout: Layout, languages: [String] = []) {
        self.layout = layout
        months = Vocabulary.shared.months(in: languages)
    }

    func dates() -> [PrintedDate] {
        layout.segments.indices.flatMap { dates(inSegment: $0) }
    }

    /// True where the document's dates, or else its language and currency, put the month first.
    static func putsMonthFirst(_ dates: [PrintedDate], isAmerican: Bool) -> Bool {
        let day = dates.count { $0.monthFirst == nil }
        let month = dates.count { $0.dayFirst == nil }
        return day == month ? isAmerican : month > day
    }

    /// The date that `text` is, for a template's field: read by `format` like `dd.MM.yyyy` where one is given.
    static func date(in text: String, monthFirst: Bool = false, format: String? = nil) -> CalendarDate? {
        let words = text.split(separator: " ").map(String.init)
        for start in words.indices {
            for length in stride(from: min(5, words.count - start), through: 1, by: -1) {
                guard let reading = DateParser.parse(Array(words[start..<start + length])) else { continue }
                let prefersMonth =
                    format.map { ($0.firstIndex(of: "M") ?? $0.endIndex) < ($0.firstIndex(of: "d") ?? $0.endIndex) }
                    ?? monthFirst
                return prefersMonth ? reading.monthFirst ?? reading.dayFirst : reading.dayFirst ?? reading.monthFirst
            }
        }
        return nil
    }

    private func dates(inSegment number: Int) -> [PrintedDate] {
        let segment = layout.segments[number]
        var dates: [PrintedDate] = []
        var position = segment.tokens.lowerBound
        while position < segment.tokens.upperBound {
            guard let (date, next) = date(from: position, in: segment, number: number) else {
                position += 1
                continue
            }
            dates.append(date)
            position = next
        }
        return dates
    }

    /// The longest date from `start`: three words or more as in `2 Juillet 2015`, or `4 de marzo de 2023`.
    private func date(from start: Int, in segment: Segment, number: Int) -> (PrintedDate, Int)? {
        let first = layout.tokens[start].folded
        guard first.utf8.contains(where: { (0x30...0x39).contains($0) }) || isMonth(first) else { return nil }
        for length in (1...Self.mostWords).reversed() where start + length <= segment.tokens.upperBound {
            var words = layout.tokens[start..<start + length].map(\.text)
            words[0] = Self.withoutLabel(words[0])
            guard let (dayFirst, monthFirst) = DateParser.parse(words, months: months),
                length != 3 || !isAmongDigits(start..<start + length, in: segment)
            else { continue }
            let tokens = layout.tokens[start..<start + length]
            let date = PrintedDate(
                dayFirst: dayFirst, monthFirst: monthFirst, tokens: start..<start + length, row: segment.row,
                segment: number, left: tokens.first?.left ?? 0, right: tokens.last?.right ?? 0)
            return (date, start + length)
        }
        return nil
    }

    /// `2024 年 3 月 4 日`
    private static let mostWords = 6

    /// `04 03 2024` with more digits beside it is part of a longer number: `IBAN … 04 03 2024 11`.
    private func isAmongDigits(_ tokens: Range<Int>, in segment: Segment) -> Bool {
        guard layout.tokens[tokens].allSatisfy({ $0.text.allSatisfy(\.isPlainDigit) }) else { return false }
        return [tokens.lowerBound - 1, tokens.upperBound].contains {
            segment.tokens.contains($0) && layout.tokens[$0].text.first?.isPlainDigit == true
        }
    }

    /// `Date:20/01/2018` is set without a blank.
    private static func withoutLabel(_ word: String) -> String {
        guard let colon = word.lastIndex(where: { $0 == ":" || $0 == "(" }),
            let digit = word.firstIndex(where: \.isPlainDigit), colon < digit
        else { return word }
        return String(word[digit...])
    }

    private func isMonth(_ folded: String) -> Bool {
        months[folded.trimmingPunctuation] != nil
    }
}
