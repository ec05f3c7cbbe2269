/// Reads the head of a till receipt: the shop's name first, its address beneath.
struct ReceiptHead {
    private let survey: Survey
    private var layout: Layout { survey.layout }

    init(_ survey: Survey) { self.survey = survey }

    func supplier() -> PartyCandidate? {
        let rows = layout.rows.indices.prefix(16)
        guard let start = rows.first(where: { isNameRow($0) }) else { return nil }
        let segment = layout.rows[start].segments.lowerBound
        var party = PartyCandidate(segment: segment)
        var name = NameText.clean(text(start))
        var tokens = layout.rows[start].tokens
        var next = start + 1
        // A legal form may be set in a line of its own, or the name go on until it.
        if next < layout.rows.count, !LegalForm.isIn(name), isNameRow(next), continuesName(text(next)) {
            name += " " + NameText.clean(text(next))
            tokens = tokens.lowerBound..<layout.rows[next].tokens.upperBound
            next += 1
        }
        party.name = name
        party.nameTokens = tokens
        readAddress(&party, from: next)
        return party
    }

    private func text(_ row: Int) -> String { layout.text(layout.rows[row].tokens) }

    private func isNameRow(_ row: Int) -> Bool {
        let line = text(row)
        let letters = line.count { $0.isLetter }
        guard letters >= 4, letters * 3 >= line.filter({ $0 != " " }).count * 2, NameText.isName(line) else {
            return false
        }
        guard layout.confidence(layout.rows[row].tokens) > 0.3 || letters > 10 else { return false }
        let labels = layout.rows[row].segments.flatMap { survey.labels(inSegment: $0) }
        let telling: Set<Concept> = [.title, .number, .date, .contact, .taxId, .registration, .total, .customerHeading]
        return !labels.contains { telling.contains($0.concept) && $0.isFirst && $0.length > 3 }
    }

    private func continuesName(_ text: String) -> Bool {
        let words = text.split(separator: " ").filter { !$0.contains(where: \.isNumber) }.map {
            TextFolding.fold(String($0))
        }
        let atoms = ["x"] + words.flatMap { Atoms.split($0).map(\.text) }
        return words.count <= 4 && LegalForm.isIn(atoms)
    }

    /// Lines of street and town, until telephone, tax number, title or a date.
    private func readAddress(_ party: inout PartyCandidate, from start: Int) {
        var lines: [Range<Int>] = []
        for row in start..<max(min(start + 8, layout.rows.count), start) {
            let line = text(row)
            let kind = AddressLine.kind(of: line)
            if kind == .contact || kind == .mark || isOther(row) {
                if lines.isEmpty { continue } else { break }
            }
            if lines.isEmpty, kind == .name, !hasDigits(line) || isRegistration(line) { continue }
            if line.count(where: \.isLetter) < 3, !lines.isEmpty, kind != .postal { break }
            lines.append(layout.rows[row].tokens)
            if kind == .country { break }
        }
        guard !lines.isEmpty,
            lines.contains(where: { [.street, .postal].contains(AddressLine.kind(of: layout.text($0))) })
        else { return }
        party.address = lines.map { layout.text($0).trimmingEnds }.joined(separator: ", ")
        party.addressTokens = lines
    }

    private func hasDigits(_ line: String) -> Bool { line.contains(where: \.isNumber) }

    /// `(519537-X)`, `Co. No. 123456-A`
    private func isRegistration(_ line: String) -> Bool {
        let core = line.trimmingPunctuation
        return core.count { $0.isNumber } >= 5 && core.split(separator: " ").count <= 3
    }

    private func isOther(_ row: Int) -> Bool {
        let labels = layout.rows[row].segments.flatMap { survey.labels(inSegment: $0) }
        let telling: Set<Concept> = [
            .title, .number, .date, .contact, .taxId, .registration, .total, .customerHeading, .otherNumber,
            .columnDescription, .columnQuantity,
        ]
        if labels.contains(where: {
            telling.contains($0.concept) && $0.isFirst && $0.length > 2
                && !Vocabulary.shared.streets.contains(layout.tokens[$0.tokens.lowerBound].folded)
        }) {
            return true
        }
        return survey.dates.contains { $0.row == row } || survey.amounts(inRow: row).contains { $0.decimals == 2 }
    }
}
