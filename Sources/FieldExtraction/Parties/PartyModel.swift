import Invoices
import JSON

/// What each evidence says for a name and address being the supplier's or the customer's, learnt from documents of many
/// issuers.
///
/// The file is `parties.json`, made by `scripts/calibrate`: logits by the names of `PartyEvidence` for both roles, and by those
/// of `PartyRelation` for two that are taken together. No supplier, or no customer, counts 0.
struct PartyModel: Sendable {
    static let shared = PartyModel()

    private let supplier: [PartyEvidence: Double]
    private let customer: [PartyEvidence: Double]
    private let pair: [PartyRelation: Double]

    private init() {
        // The file is part of the program; a test reads it.
        let file = try? JSONReader.read(PackageResources.parties_json)
        supplier = Self.weights(file?["supplier"])
        customer = Self.weights(file?["customer"])
        pair = Self.weights(file?["pair"])
    }

    private static func weights<Name: RawRepresentable<String> & Hashable>(_ json: JSONValue?) -> [Name: Double] {
        (json?.members ?? []).reduce(into: [:]) { weights, member in
            if let name = Name(rawValue: member.name) { weights[name] = member.value.double }
        }
    }

    func scored(_ party: PartyCandidate) -> PartyCandidate {
        var scored = party
        // The sum of fractions depends on their order, and the same pages must have the same scores.
        for evidence in PartyEvidence.allCases where party.evidence.contains(evidence) {
            scored.supplierScore += supplier[evidence] ?? 0
            scored.customerScore += customer[evidence] ?? 0
        }
        return scored
    }

    func score(_ relations: [PartyRelation]) -> Double { relations.reduce(0) { $0 + (pair[$1] ?? 0) } }
}
