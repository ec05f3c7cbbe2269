import Invoices

/// Finds the name that a misspelt one was meant to be.
package enum NearestName {
    /// The name in `known` that is the fewest edits away, if that is few enough for a misspelling.
    /// - Parameter edits: As many are few enough for a name of any length.
    package static func of(_ name: String, among known: some Collection<String>, edits: Int = 1) -> String? {
        let wanted = name.lowercased()
        let rated = known.map { (name: $0, distance: distance(wanted, $0.lowercased())) }
        guard let best = rated.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
        return best.distance <= max(edits, best.name.count / 3) ? best.name : nil
    }

    /// Over at most 64 characters: names are callers' input.
    static func distance(_ left: String, _ right: String) -> Int {
        EditDistance.between(left.prefix(64), right.prefix(64))
    }
}
