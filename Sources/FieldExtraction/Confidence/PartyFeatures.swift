import Invoices

/// What is said of a name and an address by where they stand and by what speaks for whose they are.
struct PartyFeatures {
    private let analysis: DocumentAnalysis
    private let found: FoundValues
    private let webName: WebName

    init(_ analysis: DocumentAnalysis, _ found: FoundValues) {
        self.analysis = analysis
        self.found = found
        webName = WebName(analysis.layout)
    }

    func values(_ role: PartyRole, _ text: String) -> [Feature: Double] {
        guard let party = found.parties[role] else { return [:] }
        let other = found.parties[role == .supplier ? .customer : .supplier]
        let own: LabelKind = role == .supplier ? .supplierHeading : .customerHeading
        return [
            .webName: webName.supports(party.name) ? 1 : 0, .partyName: party.name == nil ? 0 : 1,
            .partyAddress: party.address == nil ? 0 : 1, .heading: party.heading == own ? 1 : 0,
            .otherHeading: party.heading.map { $0 != own } == true ? 1 : 0, .inlineParty: party.isInline ? 1 : 0,
            .nearTaxId: hasTaxId(party) ? 1 : 0, .contact: party.hasContact ? 1 : 0, .otherParty: other == nil ? 0 : 1,
            .sameAsOther: isSame(text, role, other) ? 1 : 0, .parties: Double(min(found.parties.others.count, 6)) / 3,
        ].merging(Self.form(of: text)) { $1 }
    }

    private static func form(of text: String) -> [Feature: Double] {
        let lines = text.split(whereSeparator: { ",\n".contains($0) }).map(String.init)
        return [
            .legalForm: LegalForm.isIn(text) ? 1 : 0, .nameDigits: text.contains(where: \.isFastNumber) ? 1 : 0,
            .nameWords: Double(min(text.split(separator: " ").count, 12)) / 4,
            .street: lines.contains { AddressLine.kind(of: $0) == .street } ? 1 : 0,
            .postalLine: lines.contains { AddressLine.kind(of: $0) == .postal } ? 1 : 0,
            .lines: Double(min(lines.count, 6)) / 3,
        ]
    }

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
