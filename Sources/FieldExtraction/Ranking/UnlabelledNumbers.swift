import Invoices

/// The printed identifiers that may be the document's number, where no known label says which is.
struct UnlabelledNumbers {
    static let field = "invoice.number"

    private let analysis: DocumentAnalysis
    private let finder: IdentifierFinder
    private let date: Candidate<CalendarDate>?
    private let titles: Set<Int>
    private let place: RankingPlace
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis, date: Candidate<CalendarDate>?) {
        self.analysis = analysis
        finder = IdentifierFinder(analysis)
        self.date = date
        let titled = analysis.labels(.title) + analysis.labels(.creditNote)
        titles = Set(titled.map { analysis.layout.row(of: $0.tokens) })
        place = RankingPlace(analysis, own: [.number, .creditNote])
    }

    /// - Parameter taken: The keys of numbers that are known as something else.
    func candidates(excluding taken: Set<String>) -> [RankingCandidate<String>] {
        let found = identifiers().filter { !taken.contains(IdentifierFinder.key($0.text)) }.prefix(Self.most)
        let repeated = Dictionary(grouping: found) { IdentifierFinder.key($0.text) }.mapValues(\.count)
        return found.enumerated().map { order, one in
            var features = place.features(of: one.tokens)
            features.merge(form(one.text)) { $1 }
            features.merge(surroundings(one.tokens)) { $1 }
            features[.order] = min(Double(order) / 5, 2)
            features[.repetitions] = Double(min((repeated[IdentifierFinder.key(one.text)] ?? 1) - 1, 2))
            return RankingCandidate(value: one.text, tokens: one.tokens, features: features)
        }
    }

    private static let most = 40

    /// On the first page, in reading order.
    private func identifiers() -> [(text: String, tokens: Range<Int>)] {
        layout.segments.prefix { $0.page == 0 }.flatMap { segment -> [(text: String, tokens: Range<Int>)] in
            var found: [(text: String, tokens: Range<Int>)] = []
            var position = segment.tokens.lowerBound
            while position < segment.tokens.upperBound {
                let slot = DocumentAnalysis.ValueSlot(
                    tokens: position..<segment.tokens.upperBound, head: layout.tokens[position].text,
                    placement: .inline, distance: 0)
                if let (text, tokens) = finder.identifier(in: slot), tokens.lowerBound == position,
                    text.count(where: \.isPlainDigit) >= Self.fewestDigits
                {
                    found.append((text, tokens))
                    position = tokens.upperBound
                } else {
                    position += 1
                }
            }
            return found
        }
    }

    private static let fewestDigits = 2

    private func form(_ text: String) -> [RankingFeature: Double] {
        let digits = text.count(where: \.isFastNumber)
        let year = date.map { String($0.value.year) }
        return [
            .digits: min(Double(digits) / 10, 1.5), .letters: text.contains(where: \.isFastLetter) ? 1 : 0,
            .separators: text.contains { "-/".contains($0) } ? 1 : 0, .allDigits: digits == text.count ? 1 : 0,
            .yearLike: text.count == 4 && Int(text).map { (1990...2050).contains($0) } == true ? 1 : 0,
            .holdsYear: year.map { text.contains($0) } == true && text.count > 4 ? 1 : 0,
            .short: text.count < 4 ? 1 : 0, .long: text.count > 12 ? 1 : 0,
        ]
    }

    private func surroundings(_ tokens: Range<Int>) -> [RankingFeature: Double] {
        let row = layout.row(of: tokens)
        let token = layout.tokens[tokens.lowerBound]
        let dated = date.map { layout.tokens[$0.tokens.lowerBound] }
        let line = segmentText(tokens)
        let previous = tokens.lowerBound > 0 ? layout.tokens[tokens.lowerBound - 1].folded : ""
        let kind = AddressLine.kind(of: line)
        return [
            .numberWord: token.folded.hasPrefix("#") || IdentifierFinder.isNumberWord(previous) ? 1 : 0,
            .titleRow: [row - 1, row, row + 1].contains { titles.contains($0) } ? 1 : 0,
            .nearDate: dated.map { $0.page == token.page && abs($0.row - row) <= Self.near } == true ? 1 : 0,
            .alignedWithDate: dated.map { isAligned(token, layout.tokens[tokens.upperBound - 1], $0) } == true ? 1 : 0,
            .address: kind == .street || kind == .postal ? 1 : 0,
            .contact: kind == .contact || line.contains("+") ? 1 : 0,
        ]
    }

    private static let near = 3

    private func segmentText(_ tokens: Range<Int>) -> String {
        layout.rows[layout.row(of: tokens)].segments.map { layout.segments[$0] }
            .first { $0.tokens.contains(tokens.lowerBound) }?.text ?? ""
    }

    /// With the left or the right edge of the date, as the values of a block are.
    private func isAligned(_ first: Token, _ last: Token, _ dated: Token) -> Bool {
        guard let date, first.page == dated.page, first.row != dated.row else { return false }
        let end = layout.tokens[date.tokens.upperBound - 1].right
        return min(abs(first.left - dated.left), abs(last.right - end)) < first.height / 2
    }
}
