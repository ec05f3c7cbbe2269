import Patterns

/// Reads line items by a template's patterns for rows.
struct RowPatternReader {
    private let patterns: RowPatterns
    private let kinds: [String: FieldRule.Kind]
    private let text: PrintedText
    private let time: MatchingTime

    init?(
        _ rule: LineItemRule, preparation: TextPreparation, pages: [Page], within time: MatchingTime
    ) throws(PatternError) {
        guard rule.isEnabled, let patterns = rule.patterns else { return nil }
        self.patterns = patterns
        self.time = time
        let named = rule.columns.map { ($0.name, $0.kind) }
        let usual: [String: FieldRule.Kind] = ["quantity": .number, "unitPrice": .amount, "amount": .amount]
        kinds = usual.merging(named) { _, own in own }
        text = try PrintedText(rowsOf: pages).prepared(preparation, within: time)
    }

    /// Fields named `lineItems[i].column`.
    func fields() throws(PatternError) -> [Field] {
        var items: [Item] = []
        for block in try blocks() { items += try self.items(in: block) }
        var fields: [Field] = []
        for (index, item) in items.enumerated() {
            fields += item.columns.compactMap { field($0, index: index) }
        }
        return fields
    }

    // MARK: Rows

    /// What the named groups of an item's rows matched, in the order in which they came.
    private struct Item {
        var columns: [(name: String, ranges: [Range<Int>])] = []

        mutating func add(_ groups: [(name: String, range: Range<Int>)]) {
            for group in groups {
                if let index = columns.firstIndex(where: { $0.name == group.name }) {
                    columns[index].ranges.append(group.range)
                } else {
                    columns.append((group.name, [group.range]))
                }
            }
        }
    }

    /// From each start to the first end behind it.
    private func blocks() throws(PatternError) -> [Range<Int>] {
        let (start, end) = (try Pattern(patterns.start, within: time), try Pattern(patterns.end, within: time))
        var blocks: [Range<Int>] = []
        var place = 0
        while let opening = try start.firstMatch(inUTF8: text.bytes, from: place),
            let closing = try end.firstMatch(inUTF8: text.bytes, from: opening.whole.upperBound)
        {
            blocks.append(opening.whole.upperBound..<closing.whole.lowerBound)
            guard closing.whole.upperBound > place else { break }
            place = closing.whole.upperBound
        }
        return blocks
    }

    private func items(in block: Range<Int>) throws(PatternError) -> [Item] {
        let row = try Pattern(patterns.row, within: time)
        let isSimple = patterns.firstRow == nil && patterns.lastRow == nil
        let first = try isSimple ? row : compiled(patterns.firstRow)
        let (last, skip) = (try compiled(patterns.lastRow), try compiled(patterns.skip))
        var items: [Item] = []
        var item: Item?
        for line in lines(of: block) where try groups(of: skip, in: line) == nil {
            if let groups = try groups(of: first, in: line) {
                if let item { items.append(item) }
                item = Item()
                item?.add(groups)
            } else if item != nil, let groups = try groups(of: last, in: line) {
                item?.add(groups)
                if let item { items.append(item) }
                item = nil
            } else if item != nil, let groups = try groups(of: row, in: line) {
                item?.add(groups)
            }
        }
        return items + [item].compactMap { $0 }
    }

    private func compiled(_ pattern: String?) throws(PatternError) -> Pattern? {
        guard let pattern else { return nil }
        return try Pattern(pattern, within: time)
    }

    private func lines(of block: Range<Int>) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = block.lowerBound
        for place in block where text.bytes[place] == UInt8(ascii: "\n") {
            if place > start { lines.append(start..<place) }
            start = place + 1
        }
        if block.upperBound > start { lines.append(start..<block.upperBound) }
        return lines
    }

    /// The named groups where the pattern matches that line; nil where it does not, or there is no pattern.
    private func groups(
        of pattern: Pattern?, in line: Range<Int>
    ) throws(PatternError) -> [(name: String, range: Range<Int>)]? {
        guard let pattern, let match = try pattern.firstMatch(inUTF8: Array(text.bytes[line])) else { return nil }
        return pattern.names.compactMap { name, number in
            guard match.groups.indices.contains(number), let group = match.groups[number] else { return nil }
            return (name, line.lowerBound + group.lowerBound..<line.lowerBound + group.upperBound)
        }
    }

    // MARK: Fields

    private func field(_ column: (name: String, ranges: [Range<Int>]), index: Int) -> Field? {
        let raw = column.ranges.map(text.string).joined(separator: "\n")
        let rule = FieldRule(name: "lineItems[\(index)].\(column.name)", kind: kinds[column.name] ?? .text)
        let places = column.ranges.flatMap(text.places)
        guard let value = FieldFinder.value(of: raw, rule), let first = places.first else { return nil }
        return Field(
            name: rule.name, value: value, rawText: raw,
            confidence: max(0.3, 0.95 * places.reduce(1) { min($0, $1.word.confidence) }), page: first.page,
            box: places.dropFirst().reduce(first.word.box) { $1.page == first.page ? $0.union($1.word.box) : $0 },
            source: first.source, method: .template)
    }
}
