import Invoices

/// Reads a whole address in one line: `La belle ferme - 318 chemin des pins - 26400 Crest - France`.
struct InlineParty {
    private let analysis: DocumentAnalysis
    private var layout: Layout { analysis.layout }

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    private struct Part {
        let text: String
        let tokens: Range<Int>
        var kind: AddressLine

        init(_ piece: (text: String, tokens: Range<Int>)) {
            (text, tokens, kind) = (piece.text, piece.tokens, AddressLine.kind(of: piece.text))
        }
    }

    func party(in segment: Int) -> PartyCandidate? {
        let pieces = pieces(of: segment)
        // A town has a code; most lines are told by that alone.
        guard pieces.count >= 2, pieces.contains(where: { $0.text.hasPlainDigit }) else { return nil }
        let parts = parts(of: pieces)
        guard let postal = parts.firstIndex(where: { $0.kind == .postal }) else { return nil }
        var start = postal
        while start > 0, parts[start - 1].kind == .street || isHouseNumber(parts[start - 1]) { start -= 1 }
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
                || (postal >= 2 && parts[0].kind == .name && parts[1].text.count(where: \.isFastLetter) > 2)
        else { return nil }
        let address = parts[start..<end]
        guard !address.contains(where: { analysis.hasDate(in: $0.tokens) }) else { return nil }
        party.address = address.map { $0.text.trimmingEnds }.joined(separator: ", ")
        party.addressTokens = address.map(\.tokens)
        if start > 0, let name = parts.first, NameText.isName(name.text), name.kind == .name {
            party.name = LegalName.leading(in: name.text) ?? NameText.clean(name.text)
            party.nameTokens = name.tokens
        }
        party.hasContact = parts.contains { $0.kind == .contact }
        party.isReachable = parts.contains { $0.text.contains("@") || $0.text.contains("www.") }
        return party
    }

    /// `Bath BA1 5LH. Registered in …`: behind a code, or behind a word too long to be short for another.
    private func endsSentence(_ word: String) -> Bool {
        guard word.utf8.last == UInt8(ascii: ".") else { return false }
        let core = word.dropLast()
        return core.count >= Self.longWord
            || core.count >= 3 && core.contains(where: \.isPlainDigit) && core.contains(where: \.isFastLetter)
    }

    private static let longWord = 7

    /// A street is told by a number behind its comma, a town with its code by the street before it.
    private func parts(of pieces: [(text: String, tokens: Range<Int>)]) -> [Part] {
        var parts = pieces.map(Part.init)
        for index in parts.indices.dropLast()
        where parts[index].kind == .name && parts[index + 1].text.allSatisfy(\.isPlainDigit) {
            parts[index].kind = .street
        }
        for index in parts.indices.dropFirst()
        where parts[index - 1].kind == .street && PostalLine.isTownWithCode(parts[index].text.spacedWords) {
            parts[index].kind = .postal
        }
        return parts
    }

    /// `74, Ring Road`, `No. 8, Temple Street`: a number that a comma parts from its street.
    private func isHouseNumber(_ part: Part) -> Bool {
        guard part.text.count <= Self.longestHouseNumber, let first = part.text.first, part.text.hasPlainDigit else {
            return false
        }
        return first.isPlainDigit || part.text.spacedWords.last?.allSatisfy(\.isPlainDigit) == true
    }

    private static let longestHouseNumber = 10

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
                let isEnd = endsSentence(word)
                words.append(isEnd ? String(word.dropLast()) : word)
                if let last = word.last, isEnd || Self.ends.contains(last) {
                    close(at: index + 1)
                    start = index + 1
                }
            }
        }
        close(at: tokens.upperBound)
        return pieces
    }
}
