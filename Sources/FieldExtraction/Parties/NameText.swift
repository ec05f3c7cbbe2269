import Invoices

/// What a name looks like.
enum NameText {
    static func isName(_ text: String) -> Bool {
        let letters = text.count { $0.isFastLetter }
        guard letters >= 2, !text.hasSuffix(":"), letters * 2 >= text.filter({ $0 != " " }).count, text.count <= 80
        else { return false }
        return text.split(separator: " ").count <= 12
    }

    /// Without a registration number in brackets, and without marks at the ends.
    static func clean(_ text: String) -> String {
        var name = text
        if let open = name.lastIndex(where: { "({[<".contains($0) }), name[open...].count(where: \.isFastNumber) >= 3 {
            name = String(name[..<open])
        }
        return name.trimmingEnds
    }

    /// Initials as they were before recognition took letters for digits and signs: `D.1.¥.` is `D.I.Y.`
    static func withInitials(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let parts = word.split(separator: ".", omittingEmptySubsequences: false)
            let initials = parts.prefix { $0.count == 1 }
            guard initials.count >= 2, initials.contains(where: { $0.contains(where: \.isFastLetter) }) else {
                return String(word)
            }
            let mended =
                initials.map { part in String(part.map { letters[$0] ?? $0 }) }
                + parts[initials.count...].map(String.init)
            return mended.joined(separator: ".")
        }.joined(separator: " ")
    }

    private static let letters: [Character: Character] = [
        "1": "I", "|": "I", "!": "I", "0": "O", "5": "S", "$": "S", "8": "B", "¥": "Y", "€": "E", "£": "E",
    ]
}
