import Invoices

/// Reads a block of lines as a party: heading, name, contact person, street, town, country.
struct BlockParty {
    private let analysis: DocumentAnalysis
    private let headings: HeadingFinder
    /// Whether a token is part of a date or of money, by its place: looked up for every line of every block.
    private let isFigure: [Bool]
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        headings = HeadingFinder(analysis)
        var isFigure = [Bool](repeating: false, count: analysis.layout.tokens.count)
        let figures = analysis.dates.map(\.tokens) + analysis.amounts.filter(\.looksLikeMoney).map(\.tokens)
        for place in figures.joined() { isFigure[place] = true }
        self.isFigure = isFigure
    }

    private struct Line {
        let words: FoldedText
        let tokens: Range<Int>
        let segment: Int
        let kind: AddressLine
        let heading: LabelKind?
        /// Whether a gap as high as a line stands above.
        var isApart = false

        var text: String { words.text }
    }

    func parties(in block: TextBlock) -> [PartyCandidate] {
        let lines = lines(of: block)
        var parties: [PartyCandidate] = []
        var start = 0
        // A column may hold several addresses, each under its heading.
        for index in lines.indices.dropFirst()
        where lines[index].heading != nil && headings.isCertain(lines[index].segment) {
            if let party = party(Array(lines[start..<index])) { parties.append(party) }
            start = index
        }
        if let party = party(Array(lines[start...])) { parties.append(party) }
        return parties
    }

    private func lines(of block: TextBlock) -> [Line] {
        var last: Segment?
        return block.segments.map { number in
            let heading = headings.leading(number)
            let tokens = heading?.rest ?? layout.segments[number].tokens
            let words = FoldedText(heading?.text ?? layout.text(tokens))
            let kind = kind(of: words, number, tokens, hasHeading: heading != nil)
            let isApart =
                last.map { layout.segments[number].top - $0.bottom > 0.85 * layout.segments[number].height } ?? false
            last = layout.segments[number]
            return Line(
                words: words, tokens: tokens, segment: number, kind: kind, heading: heading?.labelKind, isApart: isApart
            )
        }
    }

    /// What costs most is asked last: of a table's lines most hold figures.
    private func kind(of words: FoldedText, _ segment: Int, _ tokens: Range<Int>, hasHeading: Bool) -> AddressLine {
        if isAttention(segment) || OrganisationName.isDepartment(words) || OrganisationName.isCourtesy(words) {
            return .mark
        }
        if holdsFigures(tokens) { return .contact }
        let kind = AddressLine.kind(of: words)
        return !hasHeading && isLabelled(segment, atLeast: kind == .postal ? 6 : 2) ? .contact : kind
    }

    /// `Attn: Helen Szabo` is for the postman: people within the firm that the letter goes to.
    private func isAttention(_ segment: Int) -> Bool {
        analysis.labels(inSegment: segment).contains { $0.labelKind == .attention && $0.isFirst && $0.length > 2 }
    }

    /// Dates and money stand in no address.
    private func holdsFigures(_ tokens: Range<Int>) -> Bool {
        isFigure[tokens].contains(true)
    }

    private static let telling = LabelKind.dates.union(LabelKind.registrations).union(LabelKind.contacts).union([
        .taxId, .customerTaxId, .number, .precedingInvoice, .customerNumber, .purchaseOrder, .paymentTerms,
        .paymentMeans, .total, .subtotal, .amountDue, .page, .attention, .columnDescription, .columnQuantity,
        .paymentReference,
    ])

    /// Lines that tell something else: tax numbers, dates, numbers of customers.
    private func isLabelled(_ segment: Int, atLeast letters: Int) -> Bool {
        analysis.labels(inSegment: segment).contains { label in
            guard label.isFirst, label.length >= letters else { return false }
            let isForm = label.labelKind == .partyAddress || label.labelKind == .partyName
            return Self.telling.contains(label.labelKind)
                || ((isForm || LabelKind.otherNumbers.contains(label.labelKind)) && label.isLast)
        }
    }

    private func party(_ lines: [Line]) -> PartyCandidate? {
        guard let first = lines.first else { return nil }
        let heading = lines.compactMap(\.heading).first ?? headings.outside(first.segment)
        var rest = lines.filter { !$0.text.isEmpty && $0.kind != .mark }
        let hasContact = rest.contains { $0.kind == .contact }
        while let line = rest.first, line.kind == .contact || isTitle(line) { rest.removeFirst() }
        guard let head = rest.first else { return nil }
        var party = PartyCandidate(heading: heading, hasContact: hasContact, segment: head.segment)
        if let anchor = anchor(rest) {
            fill(&party, from: rest, anchor: anchor)
        } else if heading == .customerHeading || heading == .supplierHeading, head.kind == .name, isName(head.text),
            !isInTable(head.segment)
        {
            party.name = head.text
            party.nameTokens = head.tokens
        }
        if party.isEmpty { return nil }
        party.isForPerson = lines.contains {
            isAttention($0.segment) || OrganisationName.isDepartment($0.words) || OrganisationName.isAddressed($0.words)
        }
        return party
    }

    /// The town's line, or the country's where the town has no code.
    private func anchor(_ lines: [Line]) -> Int? {
        // The last of several: `2204 Copper Kettle` looks like a code with its town.
        let end = lines.dropFirst().firstIndex { $0.kind == .contact } ?? lines.count
        if let postal = lines[..<min(end, 8)].lastIndex(where: { $0.kind == .postal }) { return postal }
        if let postal = lines.firstIndex(where: { $0.kind == .postal }) { return postal }
        let isCode = { (line: Line) in (4...6).contains(line.text.count) && line.text.allSatisfy(\.isPlainDigit) }
        if let code = lines.firstIndex(where: isCode), code >= 2 { return code }
        guard let country = lines.firstIndex(where: { $0.kind == .country }), country >= 2,
            lines[..<country].contains(where: { $0.kind == .street })
        else { return nil }
        return country
    }

    private func fill(_ party: inout PartyCandidate, from lines: [Line], anchor: Int) {
        var end = anchor + 1
        if end < lines.count, lines[end].kind == .name, isBareCode(lines[anchor].text), NameText.isName(lines[end].text)
        {
            end += 1
        }
        if end < lines.count, lines[end].kind == .country { end += 1 }
        let before = lines[..<anchor].filter { $0.kind != .contact }
        let street = before.firstIndex { $0.kind == .street } ?? before.endIndex
        var names = Array(before[..<street])
        // What stands apart above is another thing, as long as a name is left beneath the gap.
        if let gap = names.indices.dropFirst().last(where: { names[$0].isApart && NameText.isName(names[$0].text) }) {
            let isLetterhead =
                names[..<gap].contains { LegalForm.isIn($0.text) }
                && !names[gap...].contains { LegalForm.isIn($0.text) }
            if !isLetterhead { names.removeFirst(gap) }
        }
        var address = Array(before[street...]) + lines[anchor..<end]
        // No line looks like a street: all between the name and the town is the address.
        if street == before.endIndex, names.count >= 2 {
            address = Array(names[1...].suffix(2)) + address
            names = Array(names[..<1])
        }
        if names.isEmpty, let real = realStreet(in: address) {
            names = Array(address[..<real])
            address.removeFirst(real)
        }
        if address.count == 1, names.isEmpty, lines[anchor].text.count < 12 { return }
        // `Indirizzo: Via Nazionale 88`, `Cap: 24020 Nazione: IT`: a form's words are no part of the address.
        party.address = address.map { line in
            line.text.split(separator: " ").filter { !$0.hasSuffix(":") || $0.contains(where: \.isFastNumber) }
                .joined(separator: " ").trimmingEnds
        }.joined(separator: ", ")
        party.addressTokens = address.map(\.tokens)
        let candidates = names.filter { isName($0.text) }
        if let name = candidates.first(where: { LegalForm.isIn($0.text) })
            ?? candidates.first(where: { OrganisationName.isLikely($0.text) }) ?? candidates.first
        {
            party.name = NameText.clean(name.text)
            party.nameTokens = name.tokens
        }
    }

    /// Which line is the street where one above it only looks like one: `KUNDE 7` over a line with a word for a street,
    /// `Praxis am Markt` over `Kaiserplatz 9` with a house's number. Nil when the first is as good as any.
    private func realStreet(in address: [Line]) -> Int? {
        let streets = address.indices.filter { address[$0].kind == .street }
        if streets.count >= 2, !AddressLine.namesStreet(address[streets[0]].text),
            let real = streets.first(where: { AddressLine.namesStreet(address[$0].text) })
        {
            return real
        }
        guard let first = address.first, !first.text.contains(where: \.isPlainDigit) else { return nil }
        return streets.first { $0 > 0 && address[$0].text.contains(where: \.isPlainDigit) }
    }

    /// `4566 PB`, whose town stands in the next line.
    private func isBareCode(_ text: String) -> Bool { text.count <= 8 && text.count(where: \.isFastLetter) <= 2 }

    /// Beneath the head of a table stand goods, though a salutation above looks like a heading.
    private func isInTable(_ segment: Int) -> Bool {
        let one = layout.segments[segment]
        return layout.sheets[one.page].rows.contains { row in
            row < one.row
                && layout.rows[row].segments.count(where: { number in
                    analysis.labels(inSegment: number).contains { $0.labelKind.isColumn && $0.isFirst && $0.isLast }
                }) >= 3
        }
    }

    private func isTitle(_ line: Line) -> Bool {
        line.heading == nil
            && analysis.labels(inSegment: line.segment).contains { label in
                (label.labelKind == .title || label.labelKind == .creditNote) && label.isFirst && label.isLast
            }
    }

    private func isName(_ text: String) -> Bool { NameText.isName(text) }
}

extension String {
    /// Without blanks, commas, colons and dashes at the ends.
    var trimmingEnds: String {
        if hasPlainEnds { return self }
        if isPlain { return kept { !$0.isTrimmedAtEnds } }
        var rest = Substring(self)
        while let first = rest.first, " ,;:-–|•·*".contains(first) { rest.removeFirst() }
        while let last = rest.last, " ,;:-–|•·*".contains(last) { rest.removeLast() }
        return String(rest)
    }
}

extension UInt8 {
    /// Those of the marks above that are of ASCII.
    fileprivate var isTrimmedAtEnds: Bool {
        switch self {
        case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "-"),
            UInt8(ascii: "|"), UInt8(ascii: "*"):
            true
        default: false
        }
    }
}
