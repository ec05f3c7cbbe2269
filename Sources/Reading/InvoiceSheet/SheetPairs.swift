import Invoices

/// Headings with their values beside them.
struct SheetPairs {
    struct Pair {
        let heading: String
        /// More than one for a period alone: its first day and its last.
        var fields: [Field]

        init(_ heading: String, _ field: Field) { (self.heading, fields) = (heading, [field]) }
    }

    private let writer: SheetWriter
    private let words: SheetWords

    init(_ writer: SheetWriter, _ words: SheetWords) { (self.writer, self.words) = (writer, words) }

    /// A row for each pair, from `x` on.
    func write(
        _ pairs: [Pair], x: Double = SheetWriter.left, width: Double = SheetWriter.right - SheetWriter.left,
        headingWidth: Double = 150
    ) {
        for pair in joiningPeriods(pairs) {
            writer.row([
                .init(text: pair.heading, x: x, width: headingWidth - 6, style: SheetWriter.small),
                .init(
                    text: pair.fields.map(words.text).joined(separator: " – "), fields: pair.fields.map(\.name),
                    x: x + headingWidth, width: width - headingWidth),
            ])
        }
    }

    /// The two days of a period stand in one row.
    private func joiningPeriods(_ pairs: [Pair]) -> [Pair] {
        pairs.reduce(into: []) { joined, pair in
            guard let start = joined.last?.fields.last, let end = pair.fields.first,
                start.name.hasSuffix(".start"), end.name == start.name.dropLast("start".count) + "end"
            else { return joined.append(pair) }
            joined[joined.count - 1].fields.append(end)
        }
    }

    /// The fields of these names that the invoice has.
    func take(_ names: [String], from fields: inout SheetFields) -> [Pair] {
        names.compactMap { name in fields.take(name).map { Pair(words.heading(ofField: name), $0) } }
    }

    /// A list's members, one after the other.
    func write(_ members: [SheetFields.Member], of list: String) {
        for member in members {
            write(member.fields.map { Pair(fullHeading(of: $0.name), $0) })
            writer.space(4)
        }
    }

    /// All parts of the name: `invoice.payee.number` is “Payee – Number”.
    func fullHeading(of name: String) -> String {
        var parts = name.split(separator: ".").map { String($0.prefix { $0 != "[" }) }
        if parts.count > 1, parts[0] == "invoice" { parts.removeFirst() }
        return parts.map(words.heading(ofField:)).joined(separator: " – ")
    }
}
