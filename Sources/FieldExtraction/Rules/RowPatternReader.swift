import Invoices
import Patterns

/// Reads line items by a template's patterns for rows.
struct RowPatternReader {
    /// More than any invoice has: beyond it the rows are not what the patterns were meant for.
    static let mostRows = 10_000

    private let patterns: RowPatterns
    private let kinds: [String: FieldRule.Kind]
    private let text: PrintedText
    private let budget: MatchingBudget

    init?(
        _ rule: LineItemRule, preparation: TextPreparation, pages: [Page], within budget: MatchingBudget
    ) throws(PatternError) {
        guard rule.isEnabled, let patterns = rule.patterns else { return nil }
        self.patterns = patterns
        self.budget = budget
        let named = rule.columns.map { ($0.name, $0.kind) }
        let usual: [String: FieldRule.Kind] = ["quantity": .number, "unitPrice": .amount, "amount": .amount]
        kinds = usual.merging(named) { _, own in own }
        var text = try PrintedText(rowsOf: pages, within: budget)
        try text.prepare(preparation, within: budget)
        self.text = text
    }

    /// Fields named `lineItems[i].column`.
    func fields() throws(PatternError) -> [Field] {
        let items = try items(in: blocks())
        var fields: [Field] = []
        for (index, item) in items.enumerated() {
            for column in item.columns {
                if let field = try field(column, index: index) { fields.append(field) }
            }
        }
        return fields
    }

    // MARK: Rows

    /// What the named groups of an item's rows matched, in the order in which they came.
    private struct Item {
        /// Bytes that a group takes, at most: an entry, and a list of one range.
        static let sizeOfGroup = 128

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
        let (start, end) = (try Pattern(patterns.start, within: budget), try Pattern(patterns.end, within: budget))
        var blocks: [Range<Int>] = []
        var place = 0
        while let opening = try start.firstMatch(inUTF8: text.bytes, from: place),
            let closing = try end.firstMatch(inUTF8: text.bytes, from: opening.whole.upperBound)
        {
            try budget.spend(bytes: 2 * MemoryLayout<Range<Int>>.stride)
            // A look behind may put the end before where its search began.
            blocks.append(opening.whole.upperBound..<max(opening.whole.upperBound, closing.whole.lowerBound))
            guard closing.whole.upperBound > place else { break }
            place = closing.whole.upperBound
        }
        return blocks
    }

    private func items(in blocks: [Range<Int>]) throws(PatternError) -> [Item] {
        let kinds = try RowKinds(patterns, within: budget)
        var items: [Item] = []
        for block in blocks {
            var item: Item?
            var start = block.lowerBound
            while start < block.upperBound {
                let rest = text.bytes[start..<block.upperBound]
                let line = start..<(rest.firstIndex(of: UInt8(ascii: "\n")) ?? block.upperBound)
                start = line.upperBound + 1
                if !line.isEmpty { try add(line, kinds, to: &items, &item) }
            }
            if let item { try add(item, to: &items) }
        }
        return items
    }

    /// Adds what a line says to the item that is being read, `item`, or to those that are complete.
    private func add(
        _ line: Range<Int>, _ kinds: RowKinds, to items: inout [Item], _ item: inout Item?
    ) throws(PatternError) {
        try budget.spend(bytes: line.count)
        defer { budget.giveBack(bytes: line.count) }
        let bytes = Array(text.bytes[line])
        guard try groups(of: kinds.skip, in: bytes, at: line.lowerBound) == nil else { return }
        if let groups = try groups(of: kinds.first, in: bytes, at: line.lowerBound) {
            if let item { try add(item, to: &items) }
            item = Item()
            item?.add(groups)
        } else if item != nil, let groups = try groups(of: kinds.last, in: bytes, at: line.lowerBound) {
            item?.add(groups)
            if let item { try add(item, to: &items) }
            item = nil
        } else if item != nil, let groups = try groups(of: kinds.row, in: bytes, at: line.lowerBound) {
            item?.add(groups)
        }
    }

    private func add(_ item: Item, to items: inout [Item]) throws(PatternError) {
        guard items.count < Self.mostRows else { throw .gaveUp(.matches) }
        try budget.spend(bytes: 2 * MemoryLayout<Item>.stride)
        items.append(item)
    }

    /// The named groups where the pattern matches that line, which begins at `start`; nil where it does not, or there is
    /// no pattern.
    private func groups(
        of pattern: Pattern?, in line: [UInt8], at start: Int
    ) throws(PatternError) -> [(name: String, range: Range<Int>)]? {
        guard let pattern, let match = try pattern.firstMatch(inUTF8: line) else { return nil }
        try budget.spend(bytes: pattern.names.count * Item.sizeOfGroup)
        return pattern.names.compactMap { name, number in
            guard match.groups.indices.contains(number), let group = match.groups[number] else { return nil }
            return (name, start + group.lowerBound..<start + group.upperBound)
        }
    }

    // MARK: Fields

    private func field(_ column: (name: String, ranges: [Range<Int>]), index: Int) throws(PatternError) -> Field? {
        let field = try budget.temporarily { () throws(PatternError) in
            try budget.checkTime()
            try budget.spend(bytes: Field.size(ofText: column.ranges.reduce(0) { $0 + $1.count + 1 }))
            let raw = column.ranges.map(text.string).joined(separator: "\n")
            let rule = FieldRule(name: "lineItems[\(index)].\(column.name)", kind: kinds[column.name] ?? .text)
            guard let value = FieldFinder.value(of: raw, rule), let place = text.place(of: column.ranges) else {
                return Field?.none
            }
            return Field(
                name: rule.name, value: value, rawText: raw, confidence: max(0.3, 0.95 * place.confidence),
                page: place.page, box: place.box, source: place.source, method: .template)
        }
        if let field { try budget.spend(bytes: field.size) }
        return field
    }
}

/// The patterns that tell what a row is.
private struct RowKinds {
    let skip: Pattern?
    let first: Pattern?
    let last: Pattern?
    let row: Pattern?

    init(_ patterns: RowPatterns, within budget: MatchingBudget) throws(PatternError) {
        func compiled(_ pattern: String?) throws(PatternError) -> Pattern? {
            guard let pattern else { return nil }
            return try Pattern(pattern, within: budget)
        }
        row = try compiled(patterns.row)
        first = try patterns.firstRow == nil && patterns.lastRow == nil ? row : compiled(patterns.firstRow)
        last = try compiled(patterns.lastRow)
        skip = try compiled(patterns.skip)
    }
}
