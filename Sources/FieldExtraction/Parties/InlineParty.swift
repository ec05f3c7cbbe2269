import Invoices

/// Reads a whole address in one line: `La belle ferme - 318 chemin des pins - 26400 Crest - France`.
struct InlineParty {
    private let analysis: DocumentAnalysis
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    private struct Part {
        let text: String
        let tokens: Range<Int>
        let kind: AddressLine

        init(_ piece: (text: String, tokens: Range<Int>)) {
            (text, tokens, kind) = (piece.text, piece.tokens, AddressLine.kind(of: piece.text))
        }
    }

    func party(in segment: Int) -> PartyCandidate? {
        let pieces = pieces(of: segment)
        // A town has a code; most lines are told by that alone.
        guard pieces.count >= 2, pieces.contains(where: { $0.text.hasPlainDigit }) else { return nil }
        let parts = pieces.map(Part.init)
        guard let postal = parts.firstIndex(where: { $0.kind == .postal }) else { return nil }
        var start = postal
        while start > 0, parts[start - 1].kind == .street { start -= 1 }
        // `167 Kingfisher Close, Exeter, EX4 3PL`: the town stands before its code.
        if start == postal, let street = parts[..<postal].lastIndex(where: { $0.kind == .street }), postal - street <= 3
        {
            start = street
        }
        var party = PartyCandidate(isInline: true, segment: segment)
        var end = postal + 1
        if end < parts.count, parts[end].kind == .country { end += 1 }
        // `Clarkston, Georgia 30021` is a town.
        guard
            start < postal || parts[postal].text.split(separator: " ").count >= 4
                || (postal >= 2 && parts[0].kind == .name)
        else { return nil }
        let address = parts[start..<end]
        party.address = address.map { $0.text.trimmingEnds }.joined(separator: ", ")
        party.addressTokens = address.map(\.tokens)
        if start > 0, let name = parts.first, NameText.isName(name.text), name.kind == .name {
            party.name = LegalName.leading(in: name.text) ?? NameText.clean(name.text)
            party.nameTokens = name.tokens
        }
        party.hasContact = parts.contains { $0.kind == .contact }
        return party
    }

    private static let marks: Set<String> = ["-", "–", "—", "|", "•", "·", "*", "/", ",", "−", "●", "▪", "◦"]
    private static let ends: Set<Character> = [",", ";", "|", "•", "·"]

    /// Cut at dashes, dots, bars and commas; a dash inside a word is none.
    private func pieces(of segment: Int) -> [(text: String, tokens: Range<Int>)] {
        var pieces: [(text: String, tokens: Range<Int>)] = []
        var words: [String] = []
        let tokens = layout.segments[segment].tokens
        var start = tokens.lowerBound
        func close(at end: Int) {
            let text = words.joined(separator: " ").trimmingEnds
            if !text.isEmpty { pieces.append((text, start..<max(end, start + 1))) }
            words = []
        }
        for index in tokens {
            let word = layout.tokens[index].text
            if Self.marks.contains(word) {
                close(at: index)
                start = index + 1
            } else {
                words.append(word)
                if let last = word.last, Self.ends.contains(last) {
                    close(at: index + 1)
                    start = index + 1
                }
            }
        }
        close(at: tokens.upperBound)
        return pieces
    }
}
