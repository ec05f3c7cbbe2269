import Invoices

/// Knows postal codes by their form: `80331 München`, `1017 AB Amsterdam`, `New York, NY 10001`, `SW1A 1AA`.
enum PostalLine {
    /// Whether a postal code with its town stands in these words.
    static func isPostal(_ words: [String]) -> Bool {
        // All codes hold digits.
        guard words.contains(where: \.hasPlainDigit) else { return false }
        let clean = words.map { $0.trimmingPunctuation }.filter { !$0.isEmpty }
        guard (1...9).contains(clean.count) else { return false }
        if isAmerican(clean: clean) || isAustralian(clean) || isCanadian(clean) { return true }
        if has(PostalCode.isBritish, in: clean) || has(PostalCode.isIrish, in: clean) { return true }
        if isStreetWithTown(words) || hasNamedCode(words) { return true }
        let folded = clean.map(TextFolding.fold)
        guard !folded.contains(where: { notPostal.contains($0) }) else { return false }
        let isStreet = isAmericanStreet(folded)
        return clean.indices.contains { hasTownBehind($0, in: clean, of: words, isStreet: isStreet) }
            || isBehindTown(words, clean, folded)
    }

    /// `2204 Copper Kettle Drive` begins with a house's number.
    private static func isAmericanStreet(_ folded: [String]) -> Bool {
        folded.dropFirst(2).contains { americanStreets.contains($0) }
            || (folded.count > 1 && leadingStreets.contains(folded[1]))
    }

    /// Whether a code begins at that word, and the town follows.
    private static func hasTownBehind(_ index: Int, in clean: [String], of words: [String], isStreet: Bool) -> Bool {
        let code = PostalCode.parted(clean[index]).code
        let following = index + 1 < clean.count ? clean[index + 1] : ""
        if PostalCode.isContinental(code), !isStreet, index <= (code.count == 5 ? 6 : 2), isTown(following),
            following.first?.isFastUppercase == true || following.first == "'"
        {
            return true
        }
        if PostalCode.isDutch(code) || PostalCode.isDutch(code, following), index <= 3 { return true }
        guard PostalCode.isSplit(code, following), index + 2 < clean.count, isTown(clean[index + 2]) else {
            return false
        }
        // `Masarykova 121, 779 00 Olomouc`: what stands before is the street.
        return index <= 1 || words.count == clean.count && words[index - 1].hasSuffix(",")
    }

    /// `CEP 27704-970`, `C.P. 06700`: as Brazil, Spain and Mexico announce a code.
    static func hasNamedCode(_ words: [String]) -> Bool {
        zip(words, words.dropFirst()).contains { name, code in
            let code = code.trimmingPunctuation
            return code.count >= 5 && PostalCode.isContinental(code) && isCodeName(name)
        }
    }

    static func isCodeName(_ word: String) -> Bool { codeNames.contains(TextFolding.fold(word.trimmingPunctuation)) }

    private static let codeNames: Set<String> = ["cep", "cp", "c.p"]

    /// `Porto Alegre - RS`, `Curitiba/PR`: a town and its state's two letters.
    static func isTownWithState(_ words: [String]) -> Bool {
        let parts = words.flatMap { $0.split(whereSeparator: { "-/–,".contains($0) }) }.map(String.init)
        guard (2...5).contains(parts.count), let state = parts.last, PostalCode.isPair(state) else { return false }
        return parts.dropLast().allSatisfy { isTown($0) }
    }

    /// `Shop No. 12, Ring Road, Pune 411004`, `Jr. Ayacucho 54, Lima 15046`: behind a street and a comma, a town with its
    /// code needs no other sign.
    private static func isStreetWithTown(_ words: [String]) -> Bool {
        guard let comma = words.dropLast().lastIndex(where: { $0.hasSuffix(",") }),
            isTownWithCode(words[(comma + 1)...])
        else { return false }
        return AddressLine.isStreet(words[...comma].joined(separator: " "))
    }

    /// `Lima 15046`, `Navi Mumbai 400703`: one to three words and five or six digits.
    static func isTownWithCode(_ words: some BidirectionalCollection<String>) -> Bool {
        let clean = words.map { $0.trimmingPunctuation }.filter { !$0.isEmpty }
        guard (2...4).contains(clean.count), let code = clean.last, (5...6).contains(code.utf8.count),
            code.utf8.allSatisfy(\.isPlainDigit)
        else { return false }
        return clean.dropLast().allSatisfy { word in
            isTown(word) && word.first?.isFastUppercase == true && !notPostal.contains(TextFolding.fold(word))
        }
    }

    /// `Nagar Tal - 481516`, `Sevilla, España 41004`, `Rīga, LV-1010`
    private static func isBehindTown(_ words: [String], _ clean: [String], _ folded: [String]) -> Bool {
        guard let last = clean.last, clean.count >= 2, clean.dropLast().allSatisfy({ isTown($0) || $0.count <= 2 })
        else { return false }
        if PostalCode.isSixDigit(last) { return clean.contains(where: isTown) }
        // `Plan 71022` is no town with its code: a country or a comma must part them.
        if last.count == 5, last.allSatisfy(\.isPlainDigit) {
            return words.dropLast().last?.hasSuffix(",") == true || AddressLine.endsWithCountry(folded.dropLast())
        }
        let (letters, code) = PostalCode.parted(last)
        return !letters.isEmpty && PostalCode.isContinental(code)
    }

    /// Whether two words that follow each other are such a code.
    private static func has(_ isCode: (String, String) -> Bool, in clean: [String]) -> Bool {
        zip(clean, clean.dropFirst()).contains(where: isCode)
    }

    /// `Surry Hills NSW 2010`
    static func isAustralian(_ clean: [String]) -> Bool { has(PostalCode.isAustralian, in: clean) }

    /// `Vancouver BC V6K 1N8`
    static func isCanadian(_ clean: [String]) -> Bool { has(PostalCode.isCanadian, in: clean) }

    /// `Ventura CA 93001`
    static func isAmerican(_ words: [String]) -> Bool {
        isAmerican(clean: words.map { $0.trimmingPunctuation }.filter { !$0.isEmpty })
    }

    private static func isAmerican(clean: [String]) -> Bool {
        for index in clean.indices.dropFirst() where PostalCode.isZip(clean[index]) && index >= 2 {
            let state = clean[index - 1]
            if PostalCode.isAmericanState(state.uppercased()), clean[index - 2].contains(where: \.isFastLetter) {
                return true
            }
            if stateNames.contains(TextFolding.fold(state)) { return true }
        }
        return false
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

    private static let stateNames: Set<String> = [
        "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware", "florida",
        "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine",
        "maryland", "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska",
        "nevada",
        "jersey", "mexico", "york", "carolina", "dakota", "ohio", "oklahoma", "oregon", "pennsylvania", "tennessee",
        "texas", "utah", "vermont", "virginia", "washington", "wisconsin", "wyoming",
    ]
}
