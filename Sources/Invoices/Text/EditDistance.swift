/// How unlike two spellings are.
package enum EditDistance {
    /// How many letters must be changed, added or left out to make one of the other (Levenshtein).
    package static func between(_ one: some StringProtocol, _ other: some StringProtocol) -> Int {
        let other = Array(other)
        var row = Array(0...other.count)
        for (index, letter) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for (place, candidate) in other.enumerated() {
                let changed = diagonal + (letter == candidate ? 0 : 1)
                diagonal = row[place + 1]
                row[place + 1] = min(changed, row[place] + 1, diagonal + 1)
            }
        }
        return row[other.count]
    }
}
