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
        if let open = name.lastIndex(of: "("), name[open...].count(where: \.isFastNumber) >= 3 {
            name = String(name[..<open])
        }
        return name.trimmingEnds
    }
}
