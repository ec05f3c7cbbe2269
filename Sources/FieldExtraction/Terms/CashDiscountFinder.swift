import Foundation
import Invoices

/// Finds discounts for early payment: `2 % Skonto innerhalb 10 Tagen`, `2% discount if paid by 6 April 2025`.
///
/// A percentage and a time belong together when they stand in one clause; a time that is said to be net is none of a
/// discount's.
struct CashDiscountFinder {
    private struct Time {
        let tokens: Range<Int>
        let days: Int?
        let date: CalendarDate?
    }

    /// A part of a passage, with what is asked of it for each percentage.
    private struct Clause {
        let tokens: Range<Int>
        let percents: [PrintedAmount]
        let times: [Time]
    }

    private let analysis: DocumentAnalysis
    private let discountWords: Set<String>
    private let dayWords: Set<String>
    private let netWords: Set<String>
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        discountWords = analysis.words.group(.cashDiscount)
        dayWords = analysis.words.group(.dayWords)
        netWords = analysis.words.group(.netWords)
    }

    private static let score = 2.2
    /// More is a price cut, not a discount for paying early.
    private static let highestPercent = Amount(20)
    private static let longestDays = 120

    /// In the order of the pages.
    ///
    /// - Parameter total: The invoice's: what is printed beside a percentage is the discount where it is this share of it.
    func discounts(of total: Amount?) -> [CashDiscount] {
        var found: [CashDiscount] = []
        var read: Set<Int> = []
        for passage in passages() {
            let clauses = clauses(of: passage)
            var taken: Set<Int> = []
            for (index, clause) in clauses.enumerated() {
                for percent in clause.percents where !read.contains(percent.tokens.lowerBound) {
                    guard let time = time(for: percent.tokens, at: index, in: clauses, besides: taken) else { continue }
                    read.insert(percent.tokens.lowerBound)
                    taken.formUnion(time.tokens)
                    found.append(discount(percent, time, amount: amount(percent, of: total, in: passage)))
                }
            }
        }
        return found
    }

    private func amount(_ percent: PrintedAmount, of total: Amount?, in passage: Range<Int>) -> Candidate<Amount>? {
        guard let total else { return nil }
        let share = Amount(total.decimal * percent.value.decimal / 100)
        let printed = amounts(in: passage).first { amount in
            !amount.isPercent && amount.decimals == 2 && amount.value.isNear(share, within: 1)
        }
        return printed.map { Candidate($0, score: Self.score) }
    }

    private func discount(_ percent: PrintedAmount, _ time: Time, amount: Candidate<Amount>?) -> CashDiscount {
        var discount = CashDiscount(percent: Candidate(percent, score: Self.score), amount: amount)
        discount.days = time.days.map {
            Candidate(value: Amount(Decimal($0)), score: Self.score, tokens: time.tokens)
        }
        discount.date = time.date.map { Candidate(value: $0, score: Self.score, tokens: time.tokens) }
        return discount
    }

    // MARK: Where to look

    /// The rows that name such a discount; where a row lacks the percentage or the time, with its neighbours, since
    /// sentences are broken into lines.
    private func passages() -> [Range<Int>] {
        layout.rows.indices.compactMap { row in
            let segments = layout.rows[row].segments
            guard segments.contains(where: { analysis.words[$0].contains { discountWords.contains($0.text) } }) else {
                return nil
            }
            let own = layout.rows[row].tokens
            if !percents(in: own).isEmpty, !times(in: own).isEmpty { return own }
            let start = isContinued(row - 1) ? layout.rows[row - 1].tokens.lowerBound : own.lowerBound
            let end = isContinued(row) ? layout.rows[row + 1].tokens.upperBound : own.upperBound
            return start..<end
        }
    }

    /// Whether the next row follows at the distance of lines of one text, each in one piece.
    private func isContinued(_ row: Int) -> Bool {
        guard layout.rows.indices.contains(row), layout.rows.indices.contains(row + 1) else { return false }
        let (one, next) = (layout.rows[row], layout.rows[row + 1])
        guard one.page == next.page, one.segments.count == 1, next.segments.count == 1 else { return false }
        return next.top - one.bottom < 1.2 * (one.bottom - one.top)
    }

    /// Parted by commas, semicolons and the ends of sentences.
    private func clauses(of passage: Range<Int>) -> [Clause] {
        var clauses: [Clause] = []
        var percents = percents(in: passage)[...]
        var start = passage.lowerBound
        for token in passage where token + 1 == passage.upperBound || endsClause(layout.tokens[token].text) {
            let own = percents.prefix { $0.tokens.lowerBound <= token }
            percents = percents.dropFirst(own.count)
            clauses.append(
                Clause(tokens: start..<token + 1, percents: Array(own), times: times(in: start..<token + 1)))
            start = token + 1
        }
        return clauses
    }

    private func endsClause(_ text: String) -> Bool {
        if text.hasSuffix(",") || text.hasSuffix(";") { return true }
        return text.hasSuffix(".") && text.count(where: \.isFastLetter) >= 4
    }

    // MARK: What is found there

    private func percents(in tokens: Range<Int>) -> [PrintedAmount] {
        amounts(in: tokens).filter { $0.isPercent && $0.value > Amount(0) && $0.value <= Self.highestPercent }
    }

    private func amounts(in tokens: Range<Int>) -> [PrintedAmount] {
        guard let first = tokens.first, let last = tokens.last else { return [] }
        return (layout.tokens[first].row...layout.tokens[last].row).flatMap { analysis.amounts(inRow: $0) }
            .filter { $0.tokens.overlaps(tokens) }
    }

    private func times(in tokens: Range<Int>) -> [Time] {
        let dates = analysis.dates(in: tokens).map {
            Time(tokens: $0.tokens, days: nil, date: analysis.date($0))
        }
        let spans = tokens.compactMap { days(from: $0, to: tokens.upperBound) }
        return (dates.filter { $0.date != nil } + spans).filter { !isNet($0.tokens, in: tokens) }
    }

    /// `10 Tagen`, `10 working days`, `10-day`
    private func days(from token: Int, to end: Int) -> Time? {
        // Nearly all words hold no number.
        guard layout.tokens[token].text.hasPlainDigit else { return nil }
        let atoms = (token..<min(token + 3, end)).flatMap { index in
            Atoms.split(layout.tokens[index].folded).map { (text: $0.text, token: index) }
        }
        guard let first = atoms.first, first.token == token, first.text.allSatisfy(\.isPlainDigit),
            let number = Int(first.text), (1...Self.longestDays).contains(number),
            let word = atoms.dropFirst().prefix(2).first(where: { dayWords.contains($0.text) }), !isPercent(token)
        else { return nil }
        return Time(tokens: token..<word.token + 1, days: number, date: nil)
    }

    private func isPercent(_ token: Int) -> Bool {
        analysis.amounts(inRow: layout.tokens[token].row).contains { $0.isPercent && $0.tokens.contains(token) }
    }

    /// `30 Tage netto` and `net 30 days`; in `10 days net 30 days` the word belongs to what follows.
    private func isNet(_ tokens: Range<Int>, in passage: Range<Int>) -> Bool {
        let before = tokens.lowerBound - 1
        if passage.contains(before), isNetWord(before) { return true }
        let behind = tokens.upperBound
        guard passage.contains(behind), isNetWord(behind) else { return false }
        return !(passage.contains(behind + 1) && layout.tokens[behind + 1].text.hasPlainDigit)
    }

    private func isNetWord(_ token: Int) -> Bool { netWords.contains(layout.tokens[token].folded.trimmingPunctuation) }

    /// The nearest time in the percentage's clause, or else in the clause before or behind it.
    private func time(
        for percent: Range<Int>, at own: Int, in clauses: [Clause], besides taken: Set<Int>
    ) -> Time? {
        let neighbours = [own, own - 1, own + 1].filter { clauses.indices.contains($0) }
        for index in neighbours where index == own || clauses[index].percents.isEmpty {
            let free = clauses[index].times.filter { taken.isDisjoint(with: $0.tokens) }
            if let nearest = free.min(by: { distance($0.tokens, percent) < distance($1.tokens, percent) }) {
                return nearest
            }
        }
        return nil
    }

    private func distance(_ one: Range<Int>, _ other: Range<Int>) -> Int {
        one.lowerBound >= other.upperBound ? one.lowerBound - other.upperBound : other.lowerBound - one.upperBound
    }
}
