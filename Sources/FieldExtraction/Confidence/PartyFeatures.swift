import Invoices

/// What is said of a name and an address by where they stand and by what speaks for whose they are.
struct PartyFeatures {
    private let analysis: DocumentAnalysis
    private let found: FoundValues
    private let webName: WebName
    private let holders: AccountHolders
    /// The letters and digits of each row.
    private let rows: [String]

    init(_ analysis: DocumentAnalysis, _ found: FoundValues) {
        self.analysis = analysis
        self.found = found
        webName = WebName(analysis.layout)
        holders = AccountHolders(analysis)
        rows = analysis.layout.rows.map { IdentifierFinder.key(analysis.layout.text($0.tokens)) }
    }

    func values(_ role: PartyRole, _ text: String) -> [Feature: Double] {
        guard let party = found.parties[role] else { return [:] }
        let other = found.parties[role == .supplier ? .customer : .supplier]
        let own: LabelKind = role == .supplier ? .supplierHeading : .customerHeading
        return [
            .webName: webName.supports(party.name) ? 1 : 0, .accountHolder: holders.include(party.name) ? 1 : 0,
            .namedElsewhere: isNamedElsewhere(party) ? 1 : 0, .registered: isRegistered(party) ? 1 : 0,
            .namesBefore: Double(min(namesBefore(party), 3)),
            .partyName: party.name == nil ? 0 : 1,
            .partyAddress: party.address == nil ? 0 : 1, .heading: party.heading == own ? 1 : 0,
            .otherHeading: party.heading.map { $0 != own } == true ? 1 : 0, .inlineParty: party.isInline ? 1 : 0,
            .nearTaxId: hasTaxId(party) ? 1 : 0, .contact: party.hasContact ? 1 : 0, .otherParty: other == nil ? 0 : 1,
            .sameAsOther: isSame(text, role, other) ? 1 : 0, .parties: Double(min(found.parties.others.count, 6)) / 3,
        ].merging(Self.form(of: text)) { $1 }
    }

    private static func form(of text: String) -> [Feature: Double] {
        let words = text.split(separator: " ")
        let lines = text.split(whereSeparator: { ",\n".contains($0) }).map(String.init)
        return [
            .loneLetters: Double(min(words.count { $0.count == 1 && $0.allSatisfy(\.isLowercase) }, 3)),
            .nameColon: text.contains(":") ? 1 : 0, .legalForm: LegalForm.isIn(text) ? 1 : 0,
            .nameDigits: text.contains(where: \.isFastNumber) ? 1 : 0,
            .nameWords: Double(min(words.count, 12)) / 4,
            .street: lines.contains { AddressLine.kind(of: $0) == .street } ? 1 : 0,
            .postalLine: lines.contains { AddressLine.kind(of: $0) == .postal } ? 1 : 0,
            .lines: Double(min(lines.count, 6)) / 3,
        ]
    }

    /// How many other names stand above it on its page.
    private func namesBefore(_ party: PartyCandidate) -> Int {
        guard let own = party.nameTokens?.lowerBound else { return 0 }
        let tokens = analysis.layout.tokens
        return found.parties.others.count { other in
            other.nameTokens.map { $0.lowerBound < own && tokens[$0.lowerBound].page == tokens[own].page } == true
                && other.name != party.name
        }
    }

    private func isNamedElsewhere(_ party: PartyCandidate) -> Bool {
        guard let key = party.name.map(IdentifierFinder.key), let tokens = party.nameTokens, key.count >= Self.telling
        else { return false }
        let own = analysis.layout.row(of: tokens)
        return rows.indices.contains { $0 != own && rows[$0].contains(key) }
    }

    /// Letters of a name that says more than a word.
    private static let telling = 6

    /// Many digits, in brackets or behind a few letters, end the name's row or make the next.
    private func isRegistered(_ party: PartyCandidate) -> Bool {
        guard let tokens = party.nameTokens else { return false }
        let row = analysis.layout.row(of: tokens)
        let layout = analysis.layout
        let behind = tokens.upperBound..<max(tokens.upperBound, layout.rows[row].tokens.upperBound)
        if layout.text(behind).count(where: \.isPlainDigit) >= Self.fewestDigits { return true }
        let next = layout.row(of: tokens.upperBound - 1..<tokens.upperBound) + 1
        let head = ReceiptHeadRows(analysis)
        return next < layout.rows.count && head.isRegistration(head.text(next))
    }

    /// Of a number in a register.
    private static let fewestDigits = 4

    /// Within the lines in which a party's own numbers are printed.
    private func hasTaxId(_ party: PartyCandidate) -> Bool {
        let layout = analysis.layout
        let segment = layout.segments[party.segment]
        return found.taxIds.contains { id in
            let token = layout.tokens[id.tokens.lowerBound]
            return !id.isCustomers && token.page == segment.page
                && abs(token.top - segment.top) < PartyPlace.reach * max(segment.height, 1)
        }
    }

    private func isSame(_ text: String, _ role: PartyRole, _ other: PartyCandidate?) -> Bool {
        guard let other else { return false }
        let key = IdentifierFinder.key(text)
        return [other.name, other.address].compactMap { $0 }.contains { IdentifierFinder.key($0) == key }
    }
}
