import Invoices

/// The code and the town in a line of an address: `80331 München`, `1012 AB Amsterdam`, `Leeds LS2 7AB`, `Reno, NV 89501`.
struct PostalParts: Equatable {
    var code: String
    /// Nil where the line is the code alone.
    var city: String?
    /// A state or province by its letters.
    var subdivision: String?
    /// ISO 3166-1, where letters before the code tell it: `D-80331`.
    var country: String?

    /// Nil where the words hold no code whose form is known.
    init?(_ text: String) {
        let words = text.split(whereSeparator: { " ,()".contains($0) }).map(String.init)
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
        let (letters, digits) = parted(first)
        let country = letters.isEmpty ? nil : countries[letters] ?? (letters.count == 2 ? letters : nil)
        guard letters.isEmpty || country != nil else { return nil }
        // Latvian and Lithuanian codes are written with the letters.
        let prefix = ["LV", "LT"].contains(letters) ? letters + "-" : ""
        let rest = Array(words.dropFirst())
        if digits.count == 4, let next = rest.first, isPair(next) {
            return PostalParts(code: digits + " " + next, city: Array(rest.dropFirst()), country: country)
        }
        if digits.count == 6, isPair(String(digits.suffix(2))), digits.prefix(4).allSatisfy(\.isPlainDigit) {
            return PostalParts(code: digits.prefix(4) + " " + digits.suffix(2), city: rest, country: country)
        }
        if digits.count == 3, let next = rest.first, next.count == 2, (digits + next).allSatisfy(\.isPlainDigit) {
            return PostalParts(code: digits + " " + next, city: Array(rest.dropFirst()), country: country)
        }
        guard isContinental(digits), !rest.isEmpty || country != nil else { return nil }
        return PostalParts(code: prefix + digits, city: rest, country: country)
    }

    /// `D-80331` → `D`, `80331`
    private static func parted(_ word: String) -> (letters: String, digits: String) {
        let letters = word.prefix(while: \.isFastUppercase)
        let rest = word.dropFirst(letters.count)
        guard (1...2).contains(letters.count), rest.first == "-" || rest.first?.isPlainDigit == true else {
            return ("", word)
        }
        return (String(letters), String(rest.drop { $0 == "-" }))
    }

    /// Four or five digits, or groups as in `00-950` and `1000-001`.
    private static func isContinental(_ code: String) -> Bool {
        let groups = code.split(separator: "-", omittingEmptySubsequences: false).map(\.count)
        guard code.allSatisfy({ $0.isPlainDigit || $0 == "-" }) else { return false }
        return [[4], [5], [2, 3], [4, 3]].contains(groups)
    }

    private static func isPair(_ text: String) -> Bool { text.count == 2 && text.allSatisfy(\.isFastUppercase) }

    /// The letters of vehicles' countries that people write before a code.
    private static let countries = [
        "D": "DE", "A": "AT", "F": "FR", "I": "IT", "B": "BE", "L": "LU", "E": "ES", "P": "PT", "S": "SE", "N": "NO",
        "H": "HU",
    ]

    // MARK: The town first

    private static func behindTown(_ words: [String]) -> PostalParts? {
        guard let last = words.last else { return nil }
        let before = words.dropLast()
        if let outward = before.last, isBritish(outward, last) || isCanadian(outward, last) {
            let town = before.dropLast()
            let state = isCanadian(outward, last) ? town.last.flatMap { isPair($0) ? $0 : nil } : nil
            let city = Array(state == nil ? town : town.dropLast())
            return PostalParts(code: outward + " " + last, city: city, subdivision: state)
        }
        guard let state = before.last, state.allSatisfy(\.isFastUppercase) else { return nil }
        let isAmerican = state.count == 2 && isZip(last)
        let isAustralian = (2...3).contains(state.count) && last.count == 4 && last.allSatisfy(\.isPlainDigit)
        guard isAmerican || isAustralian else { return nil }
        return PostalParts(code: last, city: Array(before.dropLast()), subdivision: state)
    }

    private static func isZip(_ word: String) -> Bool {
        let groups = word.split(separator: "-", omittingEmptySubsequences: false)
        return [[5], [5, 4]].contains(groups.map(\.count)) && groups.allSatisfy { $0.allSatisfy(\.isPlainDigit) }
    }

    /// `LS2 7AB`
    private static func isBritish(_ outward: String, _ inward: String) -> Bool {
        (2...4).contains(outward.count) && inward.count == 3 && outward.first?.isFastUppercase == true
            && outward.hasPlainDigit && outward.allSatisfy { $0.isFastUppercase || $0.isPlainDigit }
            && inward.first?.isPlainDigit == true && inward.dropFirst().allSatisfy(\.isFastUppercase)
    }

    /// `V6K 1N8`
    private static func isCanadian(_ one: String, _ other: String) -> Bool {
        let signs = Array(one + other)
        guard one.count == 3, other.count == 3 else { return false }
        return signs.enumerated().allSatisfy {
            $0.offset % 2 == 0 ? $0.element.isFastUppercase : $0.element.isPlainDigit
        }
    }
}
