import Invoices

/// How the customer's name and address stand to the supplier's.
enum PartyRelation: String, CaseIterable, Sendable {
    /// One at the left of the other, at about the same height.
    case beside
    case customerBelow, customerLeft, otherPage
}

/// Chooses supplier and customer together: each has its scores, and what one is says something of the other.
struct PartyPair {
    private let layout: Layout
    private let candidates: [PartyCandidate]

    init(_ layout: Layout, _ candidates: [PartyCandidate]) {
        (self.layout, self.candidates) = (layout, candidates)
    }

    /// Lines between the tops of two that stand side by side.
    private static let mostLinesBeside = 8.0

    /// The likeliest two; one or both are nil if nothing speaks for any.
    func best() -> (supplier: PartyCandidate?, customer: PartyCandidate?) {
        let numbers: [Int?] = candidates.indices.map { $0 } + [nil]
        var best: (supplier: Int?, customer: Int?, score: Double) = (nil, nil, 0)
        for supplier in numbers {
            for customer in numbers where isPossible(supplier, customer) {
                let score = score(supplier, customer)
                if score > best.score { best = (supplier, customer, score) }
            }
        }
        return (best.supplier.map { candidates[$0] }, best.customer.map { candidates[$0] })
    }

    private func score(_ supplier: Int?, _ customer: Int?) -> Double {
        let single =
            (supplier.map { candidates[$0].supplierScore } ?? 0) + (customer.map { candidates[$0].customerScore } ?? 0)
        guard let supplier, let customer else { return single }
        return single + PartyModel.shared.score(relations(supplier, customer))
    }

    private func isPossible(_ supplier: Int?, _ customer: Int?) -> Bool {
        guard let customer else { return true }
        guard mayBeCustomer(customer) else { return false }
        return supplier.map { !isSame($0, customer) } ?? true
    }

    func mayBeCustomer(_ number: Int) -> Bool {
        let party = candidates[number]
        return party.heading != .shipHeading && party.heading != .otherHeading && !party.isInline
    }

    func isSame(_ one: Int, _ other: Int) -> Bool {
        one == other || PartyMerger.isSame(candidates[one], candidates[other])
    }

    func relations(_ supplier: Int, _ customer: Int) -> [PartyRelation] {
        let one = layout.segments[candidates[supplier].segment]
        let other = layout.segments[candidates[customer].segment]
        guard one.page == other.page else { return [.otherPage] }
        var relations: [PartyRelation] = []
        let isApart = one.left > other.right || one.right < other.left
        if isApart, abs(one.top - other.top) < Self.mostLinesBeside * one.height { relations.append(.beside) }
        if other.top > one.bottom { relations.append(.customerBelow) }
        if other.left < one.left - one.height { relations.append(.customerLeft) }
        return relations
    }
}
