import Invoices

/// What a line of an address block is, told from its words.
enum AddressLine: Sendable {
    case postal, street, country, contact, mark, name

    /// Tells by form; `text` is one line or one part of a line.
    static func kind(of text: String) -> AddressLine { kind(of: FoldedText(text)) }

    static func kind(of line: FoldedText) -> AddressLine {
        let (words, labelWords) = (line.text.spacedWords, line.labelWords)
        if labelWords.isEmpty { return .mark }
        if PostalLine.hasNamedCode(words) { return .postal }
        if isContact(line.folded, labelWords) { return .contact }
        if isCountry(labelWords) { return .country }
        if PostalLine.isPostal(words) { return .postal }
        if LegalForm.isWhole(line.text) { return .name }
        if isStreet(words, labelWords) { return .street }
        return .name
    }

    static func isCountry(_ labelWords: [String]) -> Bool {
        Vocabulary.shared.countries.contains(labelWords.joined(separator: " "))
    }

    /// Whether the last one or two of these folded words name a country.
    static func endsWithCountry(_ words: some BidirectionalCollection<String>) -> Bool {
        (1...2).contains { Vocabulary.shared.countries.contains(words.suffix($0).joined(separator: " ")) }
    }

    /// Whether a word for a street stands in the line: `rue`, `Bahnhofstraße`.
    static func namesStreet(_ text: String) -> Bool {
        let streets = Vocabulary.shared.streets
        return Atoms.split(TextFolding.fold(text)).contains { labelWord in
            streets.contains(labelWord.text)
                || endings.end(labelWord.text, after: 2)
        }
    }

    /// Whether a street with a house's number stands in the text, or one that a word tells.
    static func isStreet(_ text: String) -> Bool {
        let line = FoldedText(text)
        return isStreet(line.text.spacedWords, line.labelWords)
    }

    /// `PO Box 4410`, `P.O. Box 12`
    static func isPostBox(_ labelWords: [String]) -> Bool {
        labelWords.starts(with: ["po", "box"]) || labelWords.starts(with: ["p", "o", "box"])
    }

    /// Without a number, a letter alone is not short for a street, and `Catering` is no German `Ring`.
    private static func isNamedInFull(_ labelWords: [String]) -> Bool {
        labelWords.contains { word in
            word.count > 1
                && (Vocabulary.shared.streets.contains(word) || endings.end(word, after: 2) && !word.hasSuffix("ring"))
        }
    }

    private static func isContact(_ folded: String, _ labelWords: [String]) -> Bool {
        if folded.holds("@") || folded.holds("www.") || folded.holds("http") { return true }
        // `Tel`, or two words as in `E-Mail`.
        if contacts.contains(labelWords[0])
            || labelWords.count > 1 && contacts.contains(labelWords[0] + " " + labelWords[1])
        {
            return true
        }
        // `+43 660 5550123`, `(218) 555-0136`: nothing but digits and marks.
        return folded.utf8.count { $0.isPlainDigit } >= 7
            && folded.utf8.allSatisfy { $0.isPlainDigit || $0.joinsDigits }
    }

    private static func isStreet(_ words: [String], _ labelWords: [String]) -> Bool {
        guard words.count <= 10, labelWords.count <= 12 else { return false }
        if isPostBox(labelWords) { return true }
        let streets = Vocabulary.shared.streets
        let hasNumber =
            words.contains { word in
                let clean = word.trimmingPunctuation
                let digits = clean.prefix { $0.isPlainDigit }
                return (1...4).contains(digits.count) && clean.dropFirst(digits.count).count <= 6
            } || labelWords.contains { $0.count <= 4 && $0.hasPlainDigit }
        let hasWord = labelWords.contains { !$0.hasPlainDigit && $0.count >= 3 }
        guard hasWord else { return false }
        let namesStreet = labelWords.contains { labelWord in
            streets.contains(labelWord)
                || endings.end(labelWord, after: 2)
        }
        func hasLegalForm() -> Bool { LegalForm.isIn(words.joined(separator: " ")) }
        if namesStreet { return hasNumber || (words.count <= 5 && !hasLegalForm() && isNamedInFull(labelWords)) }
        // `Lindenweg 4`, `35 rue …`: a number at one end and words at the other.
        guard hasNumber, let first = words.first, let last = words.last else { return false }
        let isAtEnd =
            last.trimmingPunctuation.contains(where: \.isPlainDigit)
            || first.trimmingPunctuation.first?.isPlainDigit == true
        // `FUEL #218` is a shop of many.
        return isAtEnd && !last.hasPrefix("#") && !hasLegalForm()
    }

    /// What a line that is no address may begin with.
    private static let contacts = Vocabulary.shared.words(.contactWords)
    private static let endings = WordEndings(Vocabulary.shared.words(.streetEndings))
}

extension UInt8 {
    /// What stands between the digits of a telephone number.
    fileprivate var joinsDigits: Bool {
        switch self {
        case UInt8(ascii: " "), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "/"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}
