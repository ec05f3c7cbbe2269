import Invoices

/// Knows postal codes by their form: `80331 München`, `1017 AB Amsterdam`, `New York, NY 10001`, `SW1A 1AA`.
enum PostalLine {
    /// Whether a postal code with its town stands in these words.
    static func isPostal(_ words: [String]) -> Bool {
        // All codes hold digits.
        guard words.contains(where: \.hasPlainDigit) else { return false }
        let clean = words.map { $0.trimmingPunctuation }.filter { !$0.isEmpty }
        guard (1...9).contains(clean.count) else { return false }
        if isAmerican(clean: clean) || hasBritishCode(clean) || hasIrishCode(clean) || hasCanadianCode(clean) {
            return true
        }
        if isAustralian(clean) { return true }
        let folded = clean.map(TextFolding.fold)
        guard !folded.contains(where: { notPostal.contains($0) }) else { return false }
        // `2204 Copper Kettle Drive` begins with a house's number.
        let isAmericanStreet =
            folded.dropFirst(2).contains { americanStreets.contains($0) }
            || (folded.count > 1 && leadingStreets.contains(folded[1]))
        for (index, word) in clean.enumerated() {
            let code = withoutCountry(word)
            let following = index + 1 < clean.count ? clean[index + 1] : ""
            if isContinentalCode(code), !isAmericanStreet, index <= (code.count == 5 ? 6 : 2), isTown(following),
                following.first?.isFastUppercase == true || following.first == "'"
            {
                return true
            }
            if isDutchCode(code, following), index <= 3 { return true }
            if [3, 4].contains(code.count), code.allSatisfy(\.isPlainDigit), isSplitCode(code, clean, index) {
                return true
            }
        }
        // `Nagar Tal - 481516`, `Sevilla, España 41004`
        guard let last = clean.last, clean.count >= 2 else { return false }
        let isBehindTown = clean.dropLast().allSatisfy { isTown($0) || $0.count <= 2 }
        if last.count == 6, last.allSatisfy(\.isPlainDigit) { return isBehindTown }
        // `Plan 71022` is no town with its code: a country or a comma must part them.
        let isParted = words.dropLast().last?.hasSuffix(",") == true || AddressLine.endsWithCountry(folded.dropLast())
        if last.count == 5, last.allSatisfy(\.isPlainDigit) { return isBehindTown && isParted }
        // `Rīga, LV-1010`
        return withoutCountry(last) != last && isContinentalCode(withoutCountry(last)) && isBehindTown
    }

    /// `Surry Hills NSW 2010`
    private static func isAustralian(_ words: [String]) -> Bool {
        zip(words, words.dropFirst()).contains { state, code in
            code.utf8.count == 4 && code.utf8.allSatisfy(\.isPlainDigit) && australianStates.contains(state)
        }
    }

    /// `Vancouver BC V6K 1N8`
    private static func hasCanadianCode(_ words: [String]) -> Bool {
        func isHalf(_ word: String, startsWithLetter: Bool) -> Bool {
            word.count == 3
                && word.enumerated().allSatisfy { index, character in
                    (index % 2 == 0) == startsWithLetter
                        ? character.isFastUppercase && character.isFastLetter : character.isPlainDigit
                }
        }
        return zip(words, words.dropFirst()).contains {
            isHalf($0, startsWithLetter: true) && isHalf($1, startsWithLetter: false)
        }
    }

    /// `Ventura CA 93001`
    static func isAmerican(_ words: [String]) -> Bool {
        isAmerican(clean: words.map { $0.trimmingPunctuation }.filter { !$0.isEmpty })
    }

    private static func isAmerican(clean: [String]) -> Bool {
        for index in clean.indices.dropFirst() where isZip(clean[index]) && index >= 2 {
            let state = clean[index - 1]
            if state.count == 2, states.contains(state.uppercased()), clean[index - 2].contains(where: \.isFastLetter) {
                return true
            }
            if stateNames.contains(TextFolding.fold(state)) { return true }
        }
        return false
    }

    private static func isZip(_ word: String) -> Bool {
        // Nearly all words are none, and most are told by their first sign.
        guard word.utf8.first?.isPlainDigit == true || word.utf8.first == UInt8(ascii: "-") else { return false }
        let parts = word.split(separator: "-")
        return parts.first?.count == 5 && parts.allSatisfy { $0.allSatisfy(\.isPlainDigit) }
            && (parts.count == 1 || parts[1].count == 4)
    }

    /// `D-80331`, `LV-1010`, `A4020` without what says the country.
    private static func withoutCountry(_ word: String) -> String {
        let letters = word.prefix { $0.isFastLetter }
        guard (1...2).contains(letters.count), letters.allSatisfy(\.isFastUppercase) else { return word }
        let rest = word.dropFirst(letters.count)
        guard rest.first == "-" || (rest.count >= 4 && rest.allSatisfy(\.isPlainDigit)) else { return word }
        return String(rest.drop { $0 == "-" })
    }

    private static func isContinentalCode(_ code: String) -> Bool {
        if code.allSatisfy(\.isPlainDigit) { return (4...5).contains(code.count) }
        let parts = code.split(separator: "-")
        guard parts.count == 2, parts.allSatisfy({ $0.allSatisfy(\.isPlainDigit) }) else { return false }
        return [[2, 3], [4, 3], [5, 3]].contains([parts[0].count, parts[1].count])
    }

    private static func isDutchCode(_ code: String, _ following: String) -> Bool {
        func isPair(_ text: some StringProtocol) -> Bool {
            text.count == 2 && text.allSatisfy { $0.isFastLetter && $0.isFastUppercase }
        }
        if code.count == 4, code.allSatisfy(\.isPlainDigit) { return isPair(following) }
        return code.count == 6 && code.prefix(4).allSatisfy(\.isPlainDigit) && isPair(code.suffix(2))
    }

    /// Swedish and Czech codes are written `123 45`.
    private static func isSplitCode(_ code: String, _ words: [String], _ index: Int) -> Bool {
        guard code.count == 3, index + 2 < words.count, words[index + 1].count == 2,
            words[index + 1].allSatisfy(\.isPlainDigit), index <= 1
        else { return false }
        return isTown(words[index + 2])
    }

    private static func hasBritishCode(_ words: [String]) -> Bool {
        zip(words, words.dropFirst()).contains { outward, inward in
            (2...4).contains(outward.count) && inward.count == 3 && outward.first?.isFastUppercase == true
                && outward.contains(where: \.isPlainDigit)
                && outward.allSatisfy { $0.isFastUppercase || $0.isPlainDigit }
                && inward.first?.isPlainDigit == true && inward.dropFirst().allSatisfy(\.isFastUppercase)
        }
    }

    /// `Dublin D02 X285`
    private static func hasIrishCode(_ words: [String]) -> Bool {
        zip(words, words.dropFirst()).contains { routing, unique in
            routing.count == 3 && routing.first?.isFastUppercase == true
                && routing.dropFirst().prefix(1).allSatisfy(\.isPlainDigit)
                && unique.count == 4 && unique.contains(where: \.isPlainDigit)
                && unique.contains(where: \.isFastUppercase)
                && unique.allSatisfy { $0.isFastUppercase || $0.isPlainDigit }
        }
    }

    private static func isTown(_ word: String) -> Bool {
        word.count >= 2 && word.first?.isFastLetter == true && !word.contains(where: \.isPlainDigit)
            && Vocabulary.shared.currencies[TextFolding.fold(word)] == nil
    }

    private static let notPostal: Set<String> = [
        "hrb", "hra", "fn", "nr", "no", "tel", "fax", "id", "kto", "konto", "blz", "gln", "vat", "reg", "siret", "rcs",
        "hotline", "phone", "ref", "x", "po", "order", "inv", "job", "plan", "lot",
    ]

    /// `318 chemin des pins` begins with a house's number.
    private static let leadingStreets = Vocabulary.shared.words(.leadingStreets)

    private static let americanStreets: Set<String> = [
        "street", "st", "road", "rd", "avenue", "ave", "drive", "dr", "lane", "ln", "blvd", "boulevard", "court", "ct",
        "way", "highway", "hwy",
        "parkway", "pkwy", "circle", "terrace", "floor", "suite",
    ]

    private static let australianStates: Set<String> = ["NSW", "VIC", "QLD", "WA", "SA", "TAS", "ACT", "NT"]

    private static let states: Set<String> = [
        "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
        "ME",
        "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR",
        "PA",
        "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "DC", "PR",
    ]

    private static let stateNames: Set<String> = [
        "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware", "florida",
        "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine",
        "maryland", "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska",
        "nevada",
        "jersey", "mexico", "york", "carolina", "dakota", "ohio", "oklahoma", "oregon", "pennsylvania", "tennessee",
        "texas", "utah", "vermont", "virginia", "washington", "wisconsin", "wyoming",
    ]
}
