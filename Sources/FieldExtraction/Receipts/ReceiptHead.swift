import Invoices

/// Reads the head of a till receipt: the shop's name first, its address beneath.
struct ReceiptHead {
    private let analysis: DocumentAnalysis
    private let rows: ReceiptHeadRows
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        rows = ReceiptHeadRows(analysis)
    }

    /// The shop, and the other rows that may be its name.
    func parties(customer: PartyCandidate? = nil) -> PartyFinder.Parties {
        let names = names()
        guard let (start, first) = names.max(by: { $0.name.score < $1.name.score }), first.score > 0 else {
            return PartyFinder.Parties(supplier: nil, customer: customer)
        }
        let supplier = supplier(first, at: start)
        let others = names.filter { supplier.nameTokens?.overlaps($0.name.tokens) != true && $0.name.score > 0 }
        return PartyFinder.Parties(
            supplier: supplier, customer: customer, others: others.map { candidate($0.name, at: $0.row) })
    }

    private func candidate(_ name: ReceiptName, at row: Int) -> PartyCandidate {
        var party = PartyCandidate(segment: layout.rows[row].segments.lowerBound)
        (party.name, party.nameTokens, party.supplierScore) = (name.text, name.tokens, name.score)
        return party
    }

    private func supplier(_ first: ReceiptName, at start: Int) -> PartyCandidate {
        var party = candidate(first, at: start)
        if let upper = beginning(of: first, above: start) { join(upper, to: &party) }
        var next = start + 1
        if next < layout.rows.count {
            let second = ReceiptNamePlace(row: next, of: analysis)
            if continues(first.text, in: second.text) || isSecondLine(second, at: next, of: first) {
                party.name = first.text + " " + second.text
                party.nameTokens = first.tokens.lowerBound..<second.tokens.upperBound
                next += 1
            }
        }
        // The company's name may stand beneath the address of its shop.
        let address = ReceiptAddress(analysis, rows)
        let lines = address.lines(from: next) ?? (start > 0 ? address.lines(from: 1) : nil) ?? []
        party.address = lines.isEmpty ? nil : lines.map { layout.text($0).trimmingEnds }.joined(separator: ", ")
        party.addressTokens = lines
        return party
    }

    // MARK: Name

    /// The rows down to the first that is an address or tells something else, of those that can be a name; further down
    /// those that are registered.
    private func names() -> [(row: Int, name: ReceiptName)] {
        var names: [(row: Int, name: ReceiptName)] = []
        var isEnded = false
        for row in layout.rows.indices.prefix(Self.mostRows) {
            // Goods may be sold under a name that no one can read; then nothing further down is it.
            if isEnded ? rows.isBody(row) : !names.isEmpty && rows.hasSum(row) { break }
            if let name = ReceiptName(row: row, of: analysis), !isEnded || name.isRegistered {
                names.append((row, name))
            }
            let kind = AddressLine.kind(of: NameText.clean(rows.text(row)))
            // Dirt over the name is no name yet.
            let isFound = names.contains { $0.name.score > ReceiptName.sure }
            if isFound, kind == .postal || kind == .contact || rows.isOther(row) { isEnded = true }
        }
        return names
    }

    private static let mostRows = 14

    /// A legal form may be set in a line of its own, or the name end with a sign that leaves it open.
    private func continues(_ name: String, in next: String) -> Bool {
        if name.hasSuffix("&") || name.hasSuffix("+") { return true }
        return !LegalForm.isIn(name) && next.split(separator: " ").count <= 4 && LegalForm.isAtEnd(of: "x " + next)
    }

    /// `RESTAURANT SDN BHD` is no whole name: its beginning is set above it.
    private func beginning(of name: ReceiptName, above row: Int) -> ReceiptName? {
        let words = Atoms.split(TextFolding.fold(name.text)).map(\.text)
        let own = words.filter { !Vocabulary.shared.words(.trades).contains($0) }
        guard row > 0, own.count < words.count, own.isEmpty || LegalForm.isWhole(own.joined(separator: " ")),
            let upper = ReceiptName(row: row - 1, of: analysis), !LegalForm.isIn(upper.text)
        else { return nil }
        return upper
    }

    private func join(_ upper: ReceiptName, to party: inout PartyCandidate) {
        party.name = [upper.text, party.name].compactMap { $0 }.joined(separator: " ")
        party.nameTokens = upper.tokens.lowerBound..<(party.nameTokens?.upperBound ?? upper.tokens.upperBound)
    }

    /// Two lines above the number in a register are one name.
    private func isSecondLine(_ second: ReceiptNamePlace, at row: Int, of first: ReceiptName) -> Bool {
        guard row + 1 < layout.rows.count, rows.isRegistration(rows.text(row + 1)), !first.isRegistered,
            !LegalForm.isIn(first.text), (1...3).contains(second.text.split(separator: " ").count),
            !second.text.contains(where: \.isFastNumber)
        else { return false }
        return ReceiptName(row: row, of: analysis) != nil
    }
}
