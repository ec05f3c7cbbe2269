import Languages

/// Which unit of UN/ECE Recommendation 20 (or 21, with an X before it) a printed word means.
enum UnitWords {
    /// The code of `Std.` or `m²`; nil for a word that is no unit, and for one that two languages use for different units:
    /// `kpl` is a piece in Finnish and a set in Polish.
    static func code(_ word: String) -> String? {
        let folded = key(word)
        return folded.isEmpty ? nil : codes[folded]
    }

    /// `m²` and `m2` stay apart from `m`.
    private static func key(_ word: String) -> String {
        let plain = word.replacing("²", with: "2").replacing("³", with: "3")
        return Atoms.joined(plain)
    }

    private static let codes: [String: String] = {
        let lists = Languages.commonUnits + Languages.all.flatMap(\.units)
        let pairs = lists.flatMap { list in list.texts.map { (key($0), list.name) } }
        return Dictionary(grouping: pairs, by: \.0).compactMapValues { uses in
            Set(uses.map(\.1)).count == 1 ? uses[0].1 : nil
        }
    }()
}
