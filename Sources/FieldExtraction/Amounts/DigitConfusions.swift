import Invoices

/// Which characters recognition takes for each other.
enum DigitConfusions {
    private static let pairs: Set<String> = [
        "06", "08", "09", "17", "14", "27", "38", "35", "49", "56", "58", "68", "69", "89", "12", "39", "05", "03",
    ]

    static func isLikely(_ one: Character, _ other: Character) -> Bool {
        pairs.contains(one < other ? "\(one)\(other)" : "\(other)\(one)")
    }

    /// The capitals that a digit or a sign may have been, the likeliest first; none for other characters.
    static func capitals(for character: Character) -> [Character] {
        switch character {
        case "$", "5": ["S"]
        case "8": ["S", "B"]
        case "4": ["A"]
        case "0": ["O"]
        default: []
        }
    }

    /// The digit that a letter was meant to be; nil for other letters.
    static func digit(for letter: Character) -> Character? {
        switch letter {
        case "O", "o", "Q", "D": "0"
        case "I", "l", "i", "|": "1"
        case "Z": "2"
        case "S", "s": "5"
        case "G": "6"
        case "B": "8"
        default: nil
        }
    }
}
