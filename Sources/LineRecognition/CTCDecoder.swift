/// Finds the characters in a recognition network's results by the most probable one of each step (greedy decoding of
/// connectionist temporal classification: Graves et al., ICML 2006).
struct CTCDecoder {
    /// A less probable character is none that the program reads.
    private static let leastProbability: Float = 0.1

    private let table: CharacterTable

    init(_ table: CharacterTable) { self.table = table }

    /// The characters of `steps` rows of `table.count` probabilities each; their places are steps.
    func characters(in numbers: UnsafeBufferPointer<Float>, steps: Int) -> [ReadCharacter] {
        guard numbers.count >= steps * table.count else { return [] }
        var characters: [ReadCharacter] = []
        var open: OpenCharacter?
        var blank: Float = 0
        for step in 0..<steps {
            let (place, probability) = most(probable: numbers, from: step * table.count)
            let space = numbers[step * table.count + table.space]
            if open?.place == place {
                open?.lasts(until: step, probability)
                blank = 0
                continue
            }
            if let finished = open { characters.append(finished.read(table)) }
            open = nil
            blank = max(blank, space)
            guard place != CharacterTable.blank, place != table.space else { continue }
            open = OpenCharacter(place: place, start: step, end: step, best: probability, blankBefore: blank)
            blank = 0
        }
        if let finished = open { characters.append(finished.read(table)) }
        return characters
    }

    /// A character that the next step may continue.
    private struct OpenCharacter {
        let place: Int
        let start: Int
        var end: Int
        var best: Float
        let blankBefore: Float

        mutating func lasts(until step: Int, _ probability: Float) {
            (end, best) = (step, max(best, probability))
        }

        func read(_ table: CharacterTable) -> ReadCharacter {
            ReadCharacter(
                table.character(at: place), confidence: Double(min(1, best)), place: Double(start + end + 1) / 2,
                blankBefore: Double(min(1, blankBefore)))
        }
    }

    private func most(probable numbers: UnsafeBufferPointer<Float>, from start: Int) -> (place: Int, Float) {
        var (best, highest) = (CharacterTable.blank, numbers[start + CharacterTable.blank])
        for place in table.places where numbers[start + place] > highest {
            (best, highest) = (place, numbers[start + place])
        }
        return highest < Self.leastProbability ? (CharacterTable.blank, highest) : (best, highest)
    }
}
