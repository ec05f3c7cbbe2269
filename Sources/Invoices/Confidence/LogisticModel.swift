import Foundation
package import JSON

/// A logistic regression: weighs numbers and says how probable it is that a value is right.
package struct LogisticModel: Sendable {
    /// One number's share in the decision.
    struct Term: Sendable {
        /// Logits for each unit of the number.
        let weight: Double
        /// The number's mean where the model was fitted: what differs from it decides.
        let mean: Double
    }

    private let intercept: Double
    /// By name: the sum of fractions depends on their order, and the same pages must have the same confidences.
    private let terms: [(name: String, term: Term)]

    /// Reads `{"intercept": b, "weights": {"name": [weight, mean], …}}`; nil for anything else.
    package init?(_ json: JSONValue) {
        guard let intercept = json["intercept"]?.double, let members = json["weights"]?.members else { return nil }
        var terms: [(name: String, term: Term)] = []
        for member in members {
            guard let pair = member.value.array, pair.count == 2, let weight = pair[0].double,
                let mean = pair[1].double
            else { return nil }
            terms.append((member.name, Term(weight: weight, mean: mean)))
        }
        self.intercept = intercept
        self.terms = terms.sorted { $0.name < $1.name }
    }

    /// 0…1. A number that is not given counts as 0.
    package func probability(_ features: [String: Double]) -> Double {
        let logit = terms.reduce(intercept) { sum, entry in
            sum + entry.term.weight * ((features[entry.name] ?? 0) - entry.term.mean)
        }
        return 1 / (1 + exp(-logit))
    }

    /// How many logits each number adds to what is usual, without those that add nothing.
    package func contributions(_ features: [String: Double]) -> [String: Double] {
        terms.reduce(into: [:]) { contributions, entry in
            let share = entry.term.weight * ((features[entry.name] ?? 0) - entry.term.mean)
            if share != 0 { contributions[entry.name] = share }
        }
    }
}
