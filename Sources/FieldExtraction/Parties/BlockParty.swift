import Invoices

/// Reads a block of lines as a party: heading, name, contact person, street, town, country.
struct BlockParty {
    private let analysis: DocumentAnalysis
    private let headings: HeadingFinder
    private let reader: BlockLineReader
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        headings = HeadingFinder(analysis)
        reader = BlockLineReader(analysis)
    }

    func parties(in block: TextBlock) -> [PartyCandidate] {
        let lines = reader.lines(of: block)
        var parties: [PartyCandidate] = []
        var start = 0
        // A column may hold several addresses, each under its heading or right beneath the other.
        for index in lines.indices.dropFirst() {
            let isHeaded = lines[index].heading != nil && headings.isCertain(lines[index].segment)
            guard isHeaded || beginsAnother(lines, from: start, at: index) else { continue }
            if let party = party(Array(lines[start..<index])) { parties.append(party) }
            start = index
        }
        if let party = party(Array(lines[start...])) { parties.append(party) }
        return parties
    }

    /// Whether a name stands beneath a whole address, in lines or in one, and a street and a town of its own beneath it.
    private func beginsAnother(_ lines: [BlockLine], from start: Int, at index: Int) -> Bool {
        guard lines[index].kind == .name, [.postal, .country, .contact].contains(lines[index - 1].kind),
            let own = lines[start..<index].first(where: { $0.kind == .postal }),
            own.text.contains(",") || lines[start..<index].contains(where: { $0.kind == .street })
        else { return false }
        let rest = lines[(index + 1)...].prefix(Self.mostLinesToTown)
        guard let town = rest.firstIndex(where: { $0.kind == .postal }) else { return false }
        return rest[..<town].contains { $0.kind == .street }
    }

    /// Lines from a name to its town: a second name, a person, two lines for the street.
    private static let mostLinesToTown = 5

    private func party(_ lines: [BlockLine]) -> PartyCandidate? {
        guard let first = lines.first else { return nil }
        let heading = lines.compactMap(\.heading).first ?? headings.outside(first.segment)
        var rest = lines.filter { !$0.text.isEmpty && $0.kind != .mark }
        let hasContact = rest.contains { $0.kind == .contact }
        while let line = rest.first, line.kind == .contact || reader.isTitle(line) { rest.removeFirst() }
        guard let head = rest.first else { return nil }
        var party = PartyCandidate(heading: heading, hasContact: hasContact, segment: head.segment)
        party.isReachable = lines.contains { reader.tellsReach($0) }
        fill(&party, from: rest)
        if party.name == nil, party.address != nil, let person = addressee(lines) {
            party.name = NameText.clean(person.text)
            party.nameTokens = person.tokens
        }
        if party.isEmpty { return nil }
        party.isForPerson = lines.contains { line in
            reader.isAttention(line.segment) || OrganisationName.isDepartment(line.words)
                || OrganisationName.isAddressed(line.words)
        }
        return party
    }

    private func fill(_ party: inout PartyCandidate, from lines: [BlockLine]) {
        let isHeaded = party.heading?.isHeading == true
        var found = BlockAddress(lines)
        if found == nil, let bare = BlockAddress(withoutCode: lines, isHeaded: isHeaded), !isInTable(lines[0].segment) {
            found = bare
        }
        if let found, !found.address.isEmpty {
            party.address = found.text
            party.addressTokens = found.address.map(\.tokens)
            party.name = found.name.map { NameText.clean($0.text) }
            party.nameTokens = found.name?.tokens
        } else if party.heading == .customerHeading || party.heading == .supplierHeading, lines[0].isName,
            !isInTable(lines[0].segment), let name = BlockAddress.headName(of: lines)
        {
            party.name = name.text
            party.nameTokens = name.tokens
        }
    }

    /// `Mme Solène Kerjean` over an address without another name: the letter goes to a person.
    private func addressee(_ lines: [BlockLine]) -> BlockLine? {
        lines.first {
            OrganisationName.isAddressed($0.words) && !OrganisationName.isCourtesy($0.words) && NameText.isName($0.text)
        }
    }

    /// In the head of a table and beneath it stand no parties, though a salutation above looks like a heading.
    private func isInTable(_ segment: Int) -> Bool {
        let one = layout.segments[segment]
        return layout.sheets[one.page].rows.contains { row in
            row <= one.row
                && layout.rows[row].segments.count(where: { number in
                    analysis.labels(inSegment: number).contains { $0.labelKind.isColumn && $0.isFirst && $0.isLast }
                }) >= 3
        }
    }
}
