/// What a document's names and addresses show, for those who fit `parties.json`.
struct PartyTable {
    private let pair: PartyPair
    private let candidates: [PartyCandidate]

    init(_ layout: Layout, _ candidates: [PartyCandidate]) {
        self.candidates = candidates
        pair = PartyPair(layout, candidates)
    }

    /// By names like `party[2]=Name\nAddress`: the evidence, `barred` if it can be no customer, and to each other one, `same[3]`
    /// or its relations as the customer beside this supplier, like `beside[3]`.
    var features: [String: [String: Double]] {
        candidates.indices.reduce(into: [:]) { features, number in
            let party = candidates[number]
            features["party[\(number)]=\(party.name ?? "")\n\(party.address ?? "")"] = weighed(number)
        }
    }

    private func weighed(_ number: Int) -> [String: Double] {
        var weighed = candidates[number].evidence.reduce(into: [String: Double]()) { $0[$1.rawValue] = 1 }
        if !pair.mayBeCustomer(number) { weighed["barred"] = 1 }
        for other in candidates.indices where other != number {
            if pair.isSame(number, other) { weighed["same[\(other)]"] = 1 }
            for relation in pair.relations(number, other) { weighed["\(relation.rawValue)[\(other)]"] = 1 }
        }
        return weighed
    }
}
