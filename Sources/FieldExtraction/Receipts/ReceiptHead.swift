import Invoices

/// Reads the head of a till receipt: the shop's name first, its address beneath.
struct ReceiptHead {
    private let analysis: DocumentAnalysis
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    func supplier() -> PartyCandidate? {
        guard let (start, first) = names().max(by: { $0.name.score < $1.name.score }), first.score > 0 else {
            return nil
        }
        var party = PartyCandidate(segment: layout.rows[start].segments.lowerBound)
        (party.name, party.nameTokens) = (first.text, first.tokens)
        var next = start + 1
        if next < layout.rows.count {
            let second = ReceiptNamePlace(row: next, of: analysis)
            if continues(first.text, in: second.text) {
                party.name = first.text + " " + second.text
                party.nameTokens = first.tokens.lowerBound..<second.tokens.upperBound
                next += 1
            }
        }
        readAddress(&party, from: next)
        return party
    }

    /// The rows down to the first that is an address or tells something else, of those that can be a name.
    private func names() -> [(row: Int, name: ReceiptName)] {
        var names: [(row: Int, name: ReceiptName)] = []
        for row in layout.rows.indices.prefix(14) {
            if let name = ReceiptName(row: row, of: analysis) { names.append((row, name)) }
            let kind = AddressLine.kind(of: NameText.clean(text(row)))
            // Dirt over the name is no name yet.
            let isFound = names.contains { $0.name.score > ReceiptName.sure }
            if isFound, kind == .postal || kind == .contact || isOther(row) { break }
        }
        return names
    }

    /// A legal form may be set in a line of its own, or the name end with a sign that leaves it open.
    private func continues(_ name: String, in next: String) -> Bool {
        if name.hasSuffix("&") || name.hasSuffix("+") { return true }
        return !LegalForm.isIn(name) && next.split(separator: " ").count <= 4 && LegalForm.isAtEnd(of: "x " + next)
    }

    private func text(_ row: Int) -> String { layout.text(layout.rows[row].tokens) }

    /// Lines of street and town, until telephone, tax number, title or a date.
    private func readAddress(_ party: inout PartyCandidate, from start: Int) {
        var lines: [Range<Int>] = []
        for row in start..<max(min(start + 8, layout.rows.count), start) {
            let line = text(row)
            let kind = AddressLine.kind(of: line)
            if kind == .contact || kind == .mark || isOther(row) || (kind != .postal && holdsLongNumber(line)) {
                if lines.isEmpty { continue } else { break }
            }
            if (kind != .postal && isRegistration(line))
                || (lines.isEmpty && kind == .name && !line.contains(where: \.isFastNumber))
            {
                continue
            }
            if line.count(where: \.isFastLetter) < 3, !lines.isEmpty, kind != .postal { break }
            lines.append(layout.rows[row].tokens)
            if kind == .country { break }
        }
        let holdsPlace = lines.contains { [.street, .postal].contains(AddressLine.kind(of: layout.text($0))) }
        guard holdsPlace else { return }
        party.address = lines.map { layout.text($0).trimmingEnds }.joined(separator: ", ")
        party.addressTokens = lines
    }

    /// Nine digits in a row are a tax number or a telephone's.
    private func holdsLongNumber(_ line: String) -> Bool {
        line.split(separator: " ").contains { $0.count(where: \.isPlainDigit) >= 9 }
    }

    /// `(604412-K)`, `Co. No. 123456-A`
    private func isRegistration(_ line: String) -> Bool {
        let core = line.trimmingPunctuation
        return core.count(where: \.isFastNumber) >= 5 && core.count(where: \.isFastLetter) <= 4
            && core.split(separator: " ").count <= 3
    }

    private static let telling = LabelKind.registrations.union(LabelKind.contacts).union(LabelKind.otherNumbers).union([
        .title, .number, .date, .taxId, .total, .customerHeading, .columnDescription, .columnQuantity,
    ])

    private func isOther(_ row: Int) -> Bool {
        let labels = layout.rows[row].segments.flatMap { analysis.labels(inSegment: $0) }
        let streets = Vocabulary.shared.streets
        let tells = labels.contains { label in
            Self.telling.contains(label.labelKind) && label.isFirst && label.length > 2
                && !streets.contains(layout.tokens[label.tokens.lowerBound].folded.trimmingPunctuation)
        }
        return tells || analysis.dates.contains { $0.row == row }
            || analysis.amounts(inRow: row).contains { $0.decimals == 2 }
    }
}
