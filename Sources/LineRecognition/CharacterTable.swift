/// The characters that a recognition network tells apart, by their place in its results.
struct CharacterTable {
    /// The place of CTC's blank, which separates equal characters.
    static let blank = 0

    /// The number of a result's columns.
    let count: Int
    /// The place of the space between words, the last.
    var space: Int { count - 1 }
    /// The places that are read: the blank, and characters of Latin and Greek alphabets.
    let places: [Int]
    private let characters: [Character]

    /// - Parameter names: The model's characters, without the blank and the space.
    init(_ names: [String]) {
        let all = ["\0"] + names + [" "]
        count = all.count
        characters = all.map { Self.plain($0) }
        places = all.indices.filter { $0 == Self.blank || Self.isRead(all[$0]) }
    }

    func character(at place: Int) -> Character { characters[place] }

    /// The model also knows the scripts of Asia, where a smudge looks like some character. The program reads invoices
    /// in the languages of Europe.
    private static func isRead(_ name: String) -> Bool {
        let scalars = name.unicodeScalars
        guard let scalar = scalars.first, scalars.count == 1 else { return false }
        switch scalar.value {
        case 0x20...0x7E, 0xA1...0x17F, 0x192, 0x218...0x21B: return true
        // Greek.
        case 0x37E, 0x386...0x3CE: return true
        case 0x1E9E, 0x1EF2...0x1EF3: return true
        // Dashes, quotation marks, the dagger, the bullet, the ellipsis, per mille.
        case 0x2010...0x2015, 0x2018...0x201E, 0x2020...0x2022, 0x2026, 0x2030, 0x2039...0x203A: return true
        // Currencies, No., TM, fractions, arrows, minus.
        case 0x20A0...0x20BF, 0x2116, 0x2122, 0x2150...0x215E, 0x2190...0x2193, 0x2212: return true
        // Wide forms of ASCII.
        case 0xFF01...0xFF5E: return true
        default: return false
        }
    }

    /// A wide form as the ASCII character that it shows.
    private static func plain(_ name: String) -> Character {
        guard let scalar = name.unicodeScalars.first else { return " " }
        if (0xFF01...0xFF5E).contains(scalar.value), let ascii = Unicode.Scalar(scalar.value - 0xFEE0) {
            return Character(ascii)
        }
        return Character(scalar)
    }
}
