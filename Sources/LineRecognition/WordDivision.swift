import Recognition

/// Divides a line's characters into words.
struct WordDivision {
    /// The network leaves out a blank that it holds for less probable than none. Where there is none, its probability is
    /// about a hundredth at most.
    private static let leastProbability = 0.02
    /// A blank that the network did not see: in heights of the region, and in usual distances of two characters.
    private static let (leastGap, leastDistance) = (0.6, 2.0)

    private let region: TextRegion
    private let ink: InkColumns

    init(_ region: TextRegion, in picture: GreyPixels) {
        self.region = region
        ink = InkColumns(region, in: picture)
    }

    func words(of characters: [ReadCharacter]) -> [RecognisedWord] {
        let usual = Self.usualDistance(characters)
        var words: [[ReadCharacter]] = []
        for (index, character) in characters.enumerated() {
            if index > 0, !isBlank(between: characters[index - 1], and: character, usual) {
                words[words.count - 1].append(character)
            } else {
                words.append([character])
            }
        }
        return words.indices.map { index in
            word(
                words[index], after: index > 0 ? words[index - 1].last : nil,
                before: index + 1 < words.count ? words[index + 1].first : nil, usual)
        }
    }

    /// The median distance of neighbours.
    private static func usualDistance(_ characters: [ReadCharacter]) -> Double {
        let distances = zip(characters, characters.dropFirst()).map { $1.place - $0.place }.sorted()
        return distances.isEmpty ? 0 : distances[distances.count / 2]
    }

    private func isBlank(between one: ReadCharacter, and other: ReadCharacter, _ usual: Double) -> Bool {
        if other.blankBefore >= Self.leastProbability { return true }
        guard other.place - one.place > Self.leastDistance * usual,
            let gap = ink.widestGap(from: one.place, to: other.place)
        else { return false }
        return Double(gap.count) >= Self.leastGap * region.height
    }

    private func word(
        _ characters: [ReadCharacter], after last: ReadCharacter?, before next: ReadCharacter?, _ usual: Double
    ) -> RecognisedWord {
        let confidences = characters.map(\.confidence)
        let mean = confidences.reduce(0, +) / Double(max(1, confidences.count))
        let (first, final) = (characters.first?.place ?? region.left, characters.last?.place ?? region.right)
        let reach = max(usual, region.height / 3)
        let start = max(edge(from: last?.place, to: first) ?? region.left, first - reach)
        let end = min(edge(from: final, to: next?.place) ?? region.right, final + reach)
        let (left, right) = ink.trimmed(from: start, to: max(start + 1, end))
        return RecognisedWord(
            text: String(StrokeLetters.corrected(characters.map(\.character))),
            confidence: (mean + (confidences.min() ?? 0)) / 2,
            box: letters.box(from: left, to: right))
    }

    /// The middle of the blank between two words.
    private func edge(from one: Double?, to other: Double?) -> Double? {
        guard let one, let other else { return nil }
        guard let gap = ink.widestGap(from: one, to: other) else { return (one + other) / 2 }
        return Double(gap.lowerBound + gap.upperBound) / 2
    }

    /// The region without the space above and below the letters.
    private var letters: TextRegion {
        var letters = region
        letters.height *= 0.65
        return letters
    }
}
