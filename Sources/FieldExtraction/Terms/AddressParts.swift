import Invoices

/// The parts of an address that was found: street, code, town, country. What is not clear is nil.
struct AddressParts {
    struct Part: Equatable {
        let text: String
        let tokens: Range<Int>
    }

    private(set) var street: Part?
    private(set) var postalCode: Part?
    private(set) var city: Part?
    private(set) var subdivision: Part?
    /// ISO 3166-1
    private(set) var country: Part?

    /// - Parameter lines: The address's, from its first to its last.
    init(_ lines: [Part]) {
        let pieces = lines.flatMap { line in
            line.text.split(separator: ",").map { Part(text: String($0).trimmingEnds, tokens: line.tokens) }
        }.filter { !$0.text.isEmpty }
        let kinds = pieces.map { AddressLine.kind(of: $0.text) }
        country = pieces.lazy.compactMap(Self.country).last
        guard
            let place = pieces.indices.last(where: { kinds[$0] == .postal && PostalParts(pieces[$0].text) != nil })
                ?? pieces.indices.last(where: { kinds[$0] != .street && PostalParts(pieces[$0].text) != nil }),
            let postal = PostalParts(pieces[place].text)
        else {
            street = Self.street(pieces, kinds, before: pieces.endIndex)
            return
        }
        read(postal, at: pieces[place])
        street = Self.street(pieces, kinds, before: place)
        // `Reno, NV 89501`, `Rīga, LV-1010`: the town stands in the piece before.
        if city == nil, place > 0, kinds[place - 1] == .name, !pieces[place - 1].text.hasPlainDigit {
            city = pieces[place - 1]
        }
    }

    private mutating func read(_ postal: PostalParts, at piece: Part) {
        postalCode = Part(text: postal.code, tokens: piece.tokens)
        city = postal.city.map { Part(text: $0, tokens: piece.tokens) }
        subdivision = postal.subdivision.map { Part(text: $0, tokens: piece.tokens) }
        if country == nil { country = postal.country.map { Part(text: $0, tokens: piece.tokens) } }
    }

    private static func country(_ piece: Part) -> Part? {
        Vocabulary.shared.countryCodes[Atoms.joined(piece.text)].map { Part(text: $0, tokens: piece.tokens) }
    }

    private static func street(_ pieces: [Part], _ kinds: [AddressLine], before end: Int) -> Part? {
        pieces.indices.prefix(end).first { kinds[$0] == .street && isStreetAlone(pieces[$0].text) }.map { pieces[$0] }
    }

    /// `Lindenallee 7 33602 Bielefeld` holds the town too; only a house's number that begins the line may be as long.
    private static func isStreetAlone(_ text: String) -> Bool {
        !text.contains(":")
            && !text.split(separator: " ").dropFirst().contains { $0.count >= 5 && $0.allSatisfy(\.isPlainDigit) }
    }
}
