/// Finds what somebody meant to write.
enum NearestName {
    /// The name of `known` that is fewest edits away, if that is few enough to be meant.
    static func of(_ name: String, among known: some Collection<String>) -> String? {
        let wanted = name.lowercased()
        let rated = known.map { (name: $0, distance: distance(wanted, $0.lowercased())) }
        guard let best = rated.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
        return best.distance <= max(1, best.name.count / 3) ? best.name : nil
    }

    /// Levenshtein's, over at most 64 characters.
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.prefix(64))
        let right = Array(right.prefix(64))
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let replaced = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
