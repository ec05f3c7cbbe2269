/// Tells the letters l and I apart by the letters around them: in many typefaces both are one stroke, and the network sees
/// no more than that.
enum StrokeLetters {
    /// The word with an l among capitals as I, and an I among small letters as l.
    static func corrected(_ word: [Character]) -> [Character] {
        let others = word.filter { $0.isLetter && !isStroke($0) }
        guard others.count >= 2 else { return word }
        if others.allSatisfy(\.isUppercase) { return word.map { $0 == "l" ? "I" : $0 } }
        // A word's first letter may be a capital.
        guard others.dropFirst().allSatisfy(\.isLowercase), let first = word.first else { return word }
        return [first]
            + word.dropFirst().enumerated().map { index, letter in
                letter == "I" && word[index].isLetter ? "l" : letter
            }
    }

    private static func isStroke(_ letter: Character) -> Bool { letter == "l" || letter == "I" }
}
