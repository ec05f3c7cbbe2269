import Invoices

/// The forms of countries' postal codes, asked of words without the marks at their ends.
enum PostalCode {
    // MARK: Behind the town

    /// `93001`, `93001-2210`
    static func isZip(_ word: String) -> Bool {
        // Nearly all words are none, and most are told by their first sign.
        guard word.utf8.first?.isPlainDigit == true || word.utf8.first == UInt8(ascii: "-") else { return false }
        let parts = word.split(separator: "-")
        return parts.first?.count == 5 && parts.allSatisfy { $0.allSatisfy(\.isPlainDigit) }
            && (parts.count == 1 || parts[1].count == 4)
    }

    /// `CA`: a state of the United States.
    static func isAmericanState(_ word: String) -> Bool { americanStates.contains(word) }

    /// `NSW 2010`; in `Consumer Rights ACT 2015` and `Rives SA 1800` the number is not that state's.
    static func isAustralian(_ state: String, _ code: String) -> Bool {
        guard code.utf8.count == 4, code.utf8.allSatisfy(\.isPlainDigit) else { return false }
        return australianStates[state]?.contains(where: code.hasPrefix) == true
    }

    /// `V6K 1N8`
    static func isCanadian(_ one: String, _ other: String) -> Bool {
        guard one.utf8.count == 3, other.utf8.count == 3 else { return false }
        return (one + other).enumerated().allSatisfy { index, character in
            index % 2 == 0 ? canadianLetters.contains(character) : character.isPlainDigit
        }
    }

    /// `LS2 7AB`
    static func isBritish(_ outward: String, _ inward: String) -> Bool {
        (2...4).contains(outward.count) && inward.count == 3 && outward.first?.isFastUppercase == true
            && outward.contains(where: \.isPlainDigit)
            && outward.allSatisfy { $0.isFastUppercase || $0.isPlainDigit }
            && inward.first?.isPlainDigit == true && inward.dropFirst().allSatisfy(\.isFastUppercase)
    }

    /// `D02 X285`
    static func isIrish(_ routing: String, _ unique: String) -> Bool {
        routing.count == 3 && routing.first?.isFastUppercase == true
            && routing.dropFirst().prefix(1).allSatisfy(\.isPlainDigit)
            && unique.count == 4 && unique.contains(where: \.isPlainDigit)
            && unique.contains(where: \.isFastUppercase)
            && unique.allSatisfy { $0.isFastUppercase || $0.isPlainDigit }
    }

    /// `481516`, as in India.
    static func isSixDigit(_ word: String) -> Bool { word.count == 6 && word.allSatisfy(\.isPlainDigit) }

    // MARK: Before the town

    /// `D-80331`, `LV-1010`, `A4020` in what says the country and the rest; the letters are empty where there are none.
    static func parted(_ word: String) -> (letters: String, code: String) {
        let letters = word.prefix { $0.isFastLetter }
        guard (1...2).contains(letters.count), letters.allSatisfy(\.isFastUppercase) else { return ("", word) }
        let rest = word.dropFirst(letters.count)
        guard rest.first == "-" || (rest.count >= 4 && rest.allSatisfy(\.isPlainDigit)) else { return ("", word) }
        return (String(letters), String(rest.drop { $0 == "-" }))
    }

    /// Four or five digits, or groups as in `00-950`, `1000-001` and `01310-100`.
    static func isContinental(_ code: String) -> Bool {
        if code.allSatisfy(\.isPlainDigit) { return (4...5).contains(code.count) }
        let parts = code.split(separator: "-")
        guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy(\.isPlainDigit) }) else { return false }
        return [[2, 3], [4, 3], [5, 3]].contains([parts[0].count, parts[1].count])
    }

    /// `1017 AB` in two words.
    static func isDutch(_ digits: String, _ letters: String) -> Bool {
        digits.count == 4 && digits.allSatisfy(\.isPlainDigit) && isPair(letters)
    }

    /// `1017AB`
    static func isDutch(_ word: String) -> Bool {
        word.count == 6 && isDutch(String(word.prefix(4)), String(word.suffix(2)))
    }

    /// Swedish and Czech codes are written `123 45`.
    static func isSplit(_ one: String, _ other: String) -> Bool {
        one.count == 3 && other.count == 2 && (one + other).allSatisfy(\.isPlainDigit)
    }

    /// Two capitals.
    static func isPair(_ word: String) -> Bool {
        word.count == 2 && word.allSatisfy { $0.isFastLetter && $0.isFastUppercase }
    }

    // MARK: States

    /// Canada Post uses no D, F, I, O, Q and U, which look like others.
    private static let canadianLetters = Set("ABCEGHJKLMNPRSTVWXYZ")

    /// What the codes of a state of Australia begin with.
    private static let australianStates = [
        "NSW": ["1", "2"], "VIC": ["3", "8"], "QLD": ["4", "9"], "SA": ["5"], "WA": ["6"], "TAS": ["7"],
        "ACT": ["02", "26", "29"], "NT": ["08", "09"],
    ]

    private static let americanStates: Set<String> = [
        "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
        "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK",
        "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC", "PR",
    ]
}
