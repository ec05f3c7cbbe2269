import Invoices

/// Makes one of the candidates that are the same party: in the head and in the foot, under a heading and in a list.
enum PartyMerger {
    /// Of the words of the shorter address, how many a line with the same address has: a country or a floor may be left out.
    private static let shareOfSame = 0.7

    static func merged(_ candidates: [PartyCandidate]) -> [PartyCandidate] {
        var merged: [PartyCandidate] = []
        for one in candidates {
            if let index = merged.firstIndex(where: { isSame($0, one) }) {
                add(one, to: &merged[index])
            } else {
                merged.append(one)
            }
        }
        return merged
    }

    /// A name, an address or a heading completes the other.
    private static func add(_ one: PartyCandidate, to party: inout PartyCandidate) {
        party.evidence.formUnion(one.evidence)
        if party.heading == nil, one.heading == nil { party.evidence.insert(.twice) }
        if party.address == nil { party.address = one.address; party.addressTokens = one.addressTokens }
        if party.heading == nil { party.heading = one.heading }
        if party.name == nil { party.name = one.name; party.nameTokens = one.nameTokens }
    }

    /// Of a form under a heading, one found the name alone and the other the address alone.
    private static func completes(_ one: PartyCandidate, _ other: PartyCandidate) -> Bool {
        (one.heading == .customerHeading || one.heading == .supplierHeading) && one.heading == other.heading
            && one.address == nil && other.name == nil
    }

    static func isSame(_ one: PartyCandidate, _ other: PartyCandidate?) -> Bool {
        guard let other else { return false }
        // Goods may go where the invoice goes: that is no reason to forget the customer.
        if (one.heading == .shipHeading) != (other.heading == .shipHeading) { return false }
        guard let first = one.address, let second = other.address else {
            // A name under a heading and the same name over an address are one.
            if completes(one, other) || completes(other, one) { return true }
            guard let name = one.name, let its = other.name, !one.isInline, !other.isInline else { return false }
            return IdentifierFinder.key(name) == IdentifierFinder.key(its)
        }
        let a = Set(Atoms.split(TextFolding.fold(first)).map(\.text))
        let b = Set(Atoms.split(TextFolding.fold(second)).map(\.text))
        if a == b { return true }
        return (one.isInline || other.isInline)
            && Double(a.intersection(b).count) >= shareOfSame * Double(min(a.count, b.count))
    }
}
