import Invoices

/// The code and the town in a line of an address: `80331 München`, `1012 AB Amsterdam`, `Leeds LS2 7AB`, `Reno, NV 89501`.
struct PostalParts: Equatable {
    var code: String
    /// Nil where the line is the code alone.
    var city: String?
    /// A state or province by its letters: `20121 Milano (MI)`.
    var subdivision: String?
    /// ISO 3166-1, where letters before the code tell it: `D-80331`.
    var country: String?

    /// Nil where the words hold no code whose form is known.
    init?(_ text: String) {
        var words = text.split(whereSeparator: { " ,()".contains($0) }).map(String.init)
        // `CEP 27704-970`
        if PostalLine.hasNamedCode(words) {
            words.removeAll { PostalLine.isCodeName($0) }
            if words.count == 1 {
                self.init(code: words[0], city: [])
                return
            }
        }
        guard let found = Self.behindTown(words) ?? Self.beforeTown(words) else { return nil }
        self = found
    }

    private init(code: String, city: [String], subdivision: String? = nil, country: String? = nil) {
        self.code = code
        self.subdivision = subdivision
        self.country = country
        let town = city.map(\.trimmingPunctuation).filter { !$0.isEmpty }
        let isTown = !town.isEmpty && town.count <= 5 && !town.contains(where: \.hasPlainDigit)
        self.city = isTown ? town.joined(separator: " ") : nil
    }

    // MARK: The code first

    private static func beforeTown(_ words: [String]) -> PostalParts? {
        guard let first = words.first else { return nil }
        let (letters, code) = PostalCode.parted(first)
        let country = country(letters)
        guard letters.isEmpty || country != nil else { return nil }
        let rest = Array(words.dropFirst())
        if let next = rest.first, PostalCode.isDutch(code, next) || PostalCode.isSplit(code, next) {
            return PostalParts(code: code + " " + next, city: Array(rest.dropFirst()), country: country)
        }
        if PostalCode.isDutch(code) {
            return PostalParts(code: code.prefix(4) + " " + code.suffix(2), city: rest, country: country)
        }
        guard PostalCode.isContinental(code), !rest.isEmpty || country != nil else { return nil }
        // Latvian and Lithuanian codes are written with the letters.
        let prefix = ["LV", "LT"].contains(letters) ? letters + "-" : ""
        let province = code.count == 5 && rest.count > 1 ? rest.last.flatMap(pair) : nil
        return PostalParts(
            code: prefix + code, city: province == nil ? rest : rest.dropLast(), subdivision: province,
            country: country)
    }

    private static func pair(_ word: String) -> String? { PostalCode.isPair(word) ? word : nil }

    /// ISO 3166-1 of the letters before a code; nil where they are no country's.
    private static func country(_ letters: String) -> String? {
        countries[letters] ?? (codes.contains(letters) ? letters : nil)
    }

    /// The letters of vehicles' countries that people write before a code.
    private static let countries = [
        "D": "DE", "A": "AT", "F": "FR", "I": "IT", "B": "BE", "L": "LU", "E": "ES", "P": "PT", "S": "SE", "N": "NO",
        "H": "HU", "FL": "LI",
    ]
    private static let codes = Set(Vocabulary.shared.countryCodes.values)

    // MARK: The town first

    private static func behindTown(_ words: [String]) -> PostalParts? {
        guard let last = words.last else { return nil }
        let before = Array(words.dropLast())
        guard let other = before.last else { return nil }
        let town = Array(before.dropLast())
        if PostalCode.isCanadian(other, last) {
            let province = town.last.flatMap(pair)
            return PostalParts(
                code: other + " " + last, city: province == nil ? town : town.dropLast(), subdivision: province)
        }
        if PostalCode.isBritish(other, last) || PostalCode.isIrish(other, last) {
            return PostalParts(code: other + " " + last, city: town)
        }
        if PostalCode.isAustralian(other, last) || (PostalCode.isAmericanState(other) && PostalCode.isZip(last)) {
            return PostalParts(code: last, city: town, subdivision: other)
        }
        // Such numbers are in registers too.
        let isTown = PostalCode.isSixDigit(last) ? PostalLine.isPostal(words) : PostalLine.isTownWithCode(words)
        return isTown ? PostalParts(code: last, city: before) : nil
    }
}
