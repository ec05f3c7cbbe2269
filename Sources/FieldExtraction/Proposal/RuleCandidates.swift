import Foundation
import Invoices

/// The rules by which a value could be found again on the supplier's next invoice, the more reliable first.
struct RuleCandidates {
    private let analysis: DocumentAnalysis
    private let place: Range<Int>
    private let name: String
    private let value: Field.Value
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis, _ place: Range<Int>, name: String, value: Field.Value) {
        self.analysis = analysis
        self.place = place
        self.name = name
        self.value = value
    }

    var rules: [FieldRule] {
        guard let number = layout.segments.firstIndex(where: { $0.tokens.contains(place.lowerBound) }) else {
            return []
        }
        let segment = layout.segments[number]
        var labels = [inlineLabel(segment), leftLabel(number)].compactMap { $0 }.map { $0 + "\\s*" + printed }
        if let above = aboveLabel(number) { labels.append(above + printed) }
        let found = labels.flatMap { label in
            [FieldRule.Occurrence.first, .last].map { occurrence in
                var rule = rule
                rule.pattern = label
                rule.occurrence = occurrence
                return rule
            }
        }
        return isParty ? [region(segment)] + found : found + [region(segment)]
    }

    /// A party's name has no label of its own.
    private var isParty: Bool { name.hasPrefix("invoice.customer.") }

    private var rule: FieldRule {
        var rule = FieldRule(name: name)
        switch value {
        case .amount: rule.kind = .amount
        case .date:
            rule.kind = .date
            rule.limits.format = analysis.monthFirst ? "MM/dd/yyyy" : "dd.MM.yyyy"
        case .text, .flag: rule.kind = .text
        }
        return rule
    }

    // MARK: Labels

    /// The words before it in its own cell.
    private func inlineLabel(_ segment: Segment) -> String? {
        let words = (segment.tokens.lowerBound..<place.lowerBound).suffix(4).map { layout.tokens[$0].text }
        return Self.label(words).map { "(?<!\\S)" + $0 }
    }

    /// The cell to its left.
    private func leftLabel(_ number: Int) -> String? {
        let segment = layout.segments[number]
        guard segment.tokens.lowerBound == place.lowerBound, number > layout.rows[segment.row].segments.lowerBound
        else { return nil }
        let left = layout.segments[number - 1]
        return Self.label(layout.tokens[left.tokens].suffix(6).map(\.text)).map { "(?<!\\S)" + $0 + "\\s" }
    }

    /// The cell above it, and as many cells passed over in its row as stand before it.
    private func aboveLabel(_ number: Int) -> String? {
        let segment = layout.segments[number]
        guard segment.row > 0, segment.tokens.lowerBound == place.lowerBound else { return nil }
        let above = layout.rows[segment.row - 1]
        guard above.page == segment.page,
            let label = layout.segments[above.segments].first(where: {
                $0.overlaps(left: segment.left, right: segment.right)
            }), let text = Self.label(layout.tokens[label.tokens].map(\.text))
        else { return nil }
        let before = number - layout.rows[segment.row].segments.lowerBound
        return "(?<!\\S)" + text + "(?!\\S)[^\\n]*\\n+ *(?:\\S+(?: \\S+)* {2,}){\(before)}"
    }

    /// Words as a pattern; what has digits in it may change, and a label without letters is none.
    private static func label(_ words: [String]) -> String? {
        guard words.contains(where: { $0.count(where: \.isFastLetter) > 1 }) else { return nil }
        return words.map { word in
            word.contains(where: \.isFastNumber) ? "\\S*\\d\\S*" : escaped(word)
        }.joined(separator: "\\s+")
    }

    static func escaped(_ text: String) -> String {
        text.map { "\\^$.|?*+()[]{}-#".contains($0) ? "\\\($0)" : String($0) }.joined()
    }

    // MARK: Values

    /// What the value looks like, as a group.
    private var printed: String {
        switch value {
        case .amount: "(?:\\p{L}{1,3}|\\p{Sc}|\\s)*(?<value>[-−(]?\\p{Sc}?\\d[\\d.,'’ ]*[.,]\\d{2}\\)?-?(?!\\d))"
        case .date, .text, .flag: "(?<value>\(Self.shape(of: layout.text(place))))(?![\\p{L}\\d])"
        }
    }

    /// `RE-2025/017` → `\p{L}+\-\d+/\d+`: letters and digits may be others, and more or fewer.
    static func shape(of text: String) -> String {
        var shape = ""
        var last: Character?
        for character in text {
            let kind: Character = character.isFastNumber ? "9" : character.isFastLetter ? "A" : character
            if kind != last || !"9A".contains(kind) {
                shape += kind == "9" ? "\\d+" : kind == "A" ? "\\p{L}+" : kind == " " ? "\\s+" : escaped(String(kind))
            }
            last = kind
        }
        return shape
    }

    // MARK: Places

    /// Where it stands, with room for longer values: up to the next cell.
    private func region(_ segment: Segment) -> FieldRule {
        let sheet = layout.sheets[segment.page]
        let row = layout.segments[layout.rows[segment.row].segments]
        let next = row.map(\.left).filter { $0 > segment.right }.min() ?? sheet.width * 0.98
        let isRightAligned = value.amount != nil
        let left = max(0, isRightAligned ? segment.left - 4 * segment.height : segment.left - segment.height / 2)
        let right = isRightAligned ? segment.right + segment.height / 2 : max(next - segment.height, segment.right)
        var rule = rule
        rule.coordinates = Box(
            x: left / sheet.width, y: (segment.top - 0.4 * segment.height) / sheet.height,
            width: (right - left) / sheet.width, height: 1.8 * segment.height / sheet.height)
        rule.page = sheet.number
        if !isParty { rule.pattern = printed }
        return rule
    }
}
