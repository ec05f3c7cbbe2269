/// Whose a name and an address are; the names are those in the fields' names.
enum PartyRole: String, CaseIterable, Sendable {
    case supplier, customer
}

extension PartyFinder.Parties {
    subscript(role: PartyRole) -> PartyCandidate? { role == .supplier ? supplier : customer }

    func nameCandidate(_ role: PartyRole) -> Candidate<String>? {
        guard let party = self[role], let name = party.name, let tokens = party.nameTokens else { return nil }
        let others = others.compactMap { other -> Candidate<String>? in
            guard let name = other.name, let tokens = other.nameTokens else { return nil }
            return Candidate(value: name, score: Self.score(other, role), tokens: tokens)
        }
        return Candidate(value: name, score: Self.score(party, role), tokens: tokens).chosen(among: others)
    }

    func addressCandidate(_ role: PartyRole) -> Candidate<String>? {
        guard let party = self[role], let address = party.address, let first = party.addressTokens.first else {
            return nil
        }
        let others = others.compactMap { other -> Candidate<String>? in
            guard let address = other.address, let first = other.addressTokens.first else { return nil }
            return Candidate(value: address, score: Self.score(other, role), tokens: first)
        }
        return Candidate(value: address, score: Self.score(party, role), tokens: first).chosen(among: others)
    }

    /// How far what speaks for the role outweighs what speaks for the other.
    private static func score(_ party: PartyCandidate, _ role: PartyRole) -> Double {
        let margin = party.supplierScore - party.customerScore
        return max(role == .supplier ? margin : -margin, lowest)
    }

    /// A party that was chosen has something to speak for it, though not among the weighed evidence.
    private static let lowest = 0.2
}
