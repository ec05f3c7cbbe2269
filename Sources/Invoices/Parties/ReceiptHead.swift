/// Reads the head of a till receipt: the shop's name first, its address beneath.
struct ReceiptHead {
    private let survey: Survey
    private var layout: Layout { survey.layout }

    init(_ survey: Survey) { self.survey = survey }

    func supplier() -> PartyCandidate? {
        let rows = headRows()
        guard let start = rows.max(by: { score($0) < score($1) }), score(start) > 0 else { return nil }
        var party = PartyCandidate(segment: layout.rows[start].segments.lowerBound)
        var name = NameText.clean(text(start))
        var tokens = layout.rows[start].tokens
        var next = start + 1
        // A legal form may be set in a line of its own, or the name go on until it.
        if next < layout.rows.count, !LegalForm.isIn(name), continuesName(text(next)) {
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

    /// The rows down to the first that is an address or tells something else, of those that can be a name.
    private func headRows() -> [Int] {
        var names: [Int] = []
        for row in layout.rows.indices.prefix(14) {
            if isName(row) { names.append(row) }
            let kind = AddressLine.kind(of: NameText.clean(text(row)))
            if !names.isEmpty, kind == .postal || kind == .contact || isOther(row) { break }
        }
        return names
    }

    /// Clear print, a legal form and a place at the top speak for a name, a house's number against it.
    private func score(_ row: Int) -> Double {
        let line = NameText.clean(text(row))
        var score = 1 + layout.confidence(layout.rows[row].tokens)
        if LegalForm.isIn(line) { score += 1.2 }
        if AddressLine.kind(of: line) != .name { score -= 1.5 }
        if line.count(where: \.isLetter) < 5 { score -= 0.6 }
        // Dirt is read as many short words.
        let longest = line.split(separator: " ").map { $0.count(where: \.isLetter) }.max() ?? 0
        if longest < 4 { score -= longest < 3 ? 3 : 1 }
        if layout.rows[row].bottom - layout.rows[row].top > 1.4 * (layout.sheets.first?.textHeight ?? 10) {
            score += 0.3
        }
        if TextFolding.fold(line).hasPrefix("welcome") { score -= 1 }
        return score - 0.25 * Double(row)
    }

    private func isName(_ row: Int) -> Bool {
        let line = NameText.clean(text(row))
        guard line.count(where: \.isLetter) >= 4, NameText.isName(line), !LegalForm.isWhole(line),
            line.count(where: \.isNumber) <= 4
        else {
            return false
        }
        let labels = layout.rows[row].segments.flatMap { survey.labels(inSegment: $0) }
        let telling: Set<Concept> = [.title, .number, .date, .contact, .taxId, .registration, .total, .customerHeading]
        return !labels.contains { telling.contains($0.concept) && $0.isFirst && $0.length > 3 }
    }

    private func continuesName(_ text: String) -> Bool {
        text.split(separator: " ").count <= 4 && LegalForm.isAtEnd(of: "x " + NameText.clean(text))
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
            if isRegistration(line) || (lines.isEmpty && kind == .name && !line.contains(where: \.isNumber)) {
                continue
            }
            if line.count(where: \.isLetter) < 3, !lines.isEmpty, kind != .postal { break }
            lines.append(layout.rows[row].tokens)
            if kind == .country { break }
        }
        let holdsPlace = lines.contains { [.street, .postal].contains(AddressLine.kind(of: layout.text($0))) }
        guard holdsPlace else { return }
        party.address = lines.map { layout.text($0).trimmingEnds }.joined(separator: ", ")
        party.addressTokens = lines
    }

    /// `(519537-X)`, `Co. No. 123456-A`
    private func isRegistration(_ line: String) -> Bool {
        let core = line.trimmingPunctuation
        return core.count(where: \.isNumber) >= 5 && core.count(where: \.isLetter) <= 4
            && core.split(separator: " ").count <= 3
    }

    private func isOther(_ row: Int) -> Bool {
        let labels = layout.rows[row].segments.flatMap { survey.labels(inSegment: $0) }
        let telling: Set<Concept> = [
            .title, .number, .date, .contact, .taxId, .registration, .total, .customerHeading, .otherNumber,
            .columnDescription, .columnQuantity,
        ]
        let streets = Vocabulary.shared.streets
        let tells = labels.contains { label in
            telling.contains(label.concept) && label.isFirst && label.length > 2
                && !streets.contains(layout.tokens[label.tokens.lowerBound].folded.trimmingPunctuation)
        }
        return tells || survey.dates.contains { $0.row == row }
            || survey.amounts(inRow: row).contains { $0.decimals == 2 }
    }
}
