import Invoices

/// The lines of street and town in a till receipt's head, until telephone, tax number, title or a date.
struct ReceiptAddress {
    private let layout: Layout
    private let rows: ReceiptHeadRows

    init(_ analysis: DocumentAnalysis, _ rows: ReceiptHeadRows) {
        layout = analysis.layout
        self.rows = rows
    }

    /// What a row is to the address.
    private enum Part {
        case line, skipped, end
    }

    private static let mostRows = 10

    /// Tokens of each line; nil where none of them is a street or a town.
    func lines(from start: Int) -> [Range<Int>]? {
        var lines: [Range<Int>] = []
        for row in start..<max(min(start + Self.mostRows, layout.rows.count), start) {
            // What stands above the number in a register belongs to the name.
            if rows.isRegistration(rows.text(row)), ![.postal, .contact].contains(AddressLine.kind(of: rows.text(row)))
            {
                lines.removeAll { !layout.text($0).contains(where: \.isFastNumber) }
                continue
            }
            switch part(row, after: lines) {
            case .skipped: continue
            case .line: lines.append(layout.rows[row].tokens)
            case .end: if lines.isEmpty { continue } else { return checked(lines) }
            }
            if AddressLine.kind(of: rows.text(row)) == .country { break }
        }
        return checked(lines)
    }

    private func checked(_ lines: [Range<Int>]) -> [Range<Int>]? {
        let holdsPlace = lines.contains { [.street, .postal].contains(AddressLine.kind(of: layout.text($0))) }
        return holdsPlace ? lines : nil
    }

    private func part(_ row: Int, after lines: [Range<Int>]) -> Part {
        let text = rows.text(row)
        let kind = AddressLine.kind(of: text)
        if kind == .mark || rows.isNumbered(text) { return .skipped }
        if kind == .contact || rows.isOther(row) || rows.isTelephone(text) { return .end }
        if kind != .postal, rows.holdsLongNumber(text) { return .end }
        if lines.isEmpty, kind == .name, !text.contains(where: \.isFastNumber), !isPlace(text) { return .skipped }
        if !lines.isEmpty, kind != .postal, isDirt(row, text) { return .skipped }
        return isBehindTown(lines) && !mayFollowTown(text) ? .end : .line
    }

    /// `3RD FLR, AEON TAMAN MALURI SC` whose number is misread: a comma parts the places of an address.
    private func isPlace(_ text: String) -> Bool {
        text.contains(",") && text.split(separator: " ").count >= 2 && !LegalForm.isIn(text)
    }

    private func isDirt(_ row: Int, _ text: String) -> Bool {
        let longest = text.split(separator: " ").map { $0.count(where: \.isFastLetter) }.max() ?? 0
        let isUnclear = layout.confidence(layout.rows[row].tokens) < Self.unclear
        return longest < 3 || (longest < 5 && isUnclear && !AddressLine.namesStreet(text))
    }

    private static let unclear = 0.5

    private func isBehindTown(_ lines: [Range<Int>]) -> Bool {
        lines.last.map { AddressLine.kind(of: layout.text($0)) == .postal } ?? false
    }

    /// A state or a country, in a few words.
    private func mayFollowTown(_ text: String) -> Bool { text.split(separator: " ").count <= Self.mostWordsOfState }

    private static let mostWordsOfState = 6
}
