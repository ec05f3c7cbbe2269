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
    private let terms: [String: Term]

    /// Reads `{"intercept": b, "weights": {"name": [weight, mean], …}}`; nil for anything else.
    package init?(_ json: JSONValue) {
        guard let intercept = json["intercept"]?.double, let members = json["weights"]?.members else { return nil }
        var terms: [String: Term] = [:]
        for member in members {
            guard let pair = member.value.array, pair.count == 2, let weight = pair[0].double,
                let mean = pair[1].double
            else { return nil }
            terms[member.name] = Term(weight: weight, mean: mean)
        }
        self.intercept = intercept
        self.terms = terms
    }

    /// 0…1. A number that is not given counts as 0.
    package func probability(_ features: [String: Double]) -> Double {
        let logit = terms.reduce(intercept) { $0 + $1.value.weight * ((features[$1.key] ?? 0) - $1.value.mean) }
        return 1 / (1 + exp(-logit))
    }

    /// How many logits each number adds to what is usual, without those that add nothing.
    package func contributions(_ features: [String: Double]) -> [String: Double] {
        terms.reduce(into: [:]) { contributions, term in
            let share = term.value.weight * ((features[term.key] ?? 0) - term.value.mean)
            if share != 0 { contributions[term.key] = share }
        }
    }
}
