import Invoices

/// A company's name with its legal form, cut out of a longer line.
enum LegalName {
    /// `Rivage SAS au capital de …` → `Rivage SAS`; nil without a legal form or with too long a name before it.
    static func leading(in text: String) -> String? {
        let words = text.split(separator: " ").map(String.init)
        for end in stride(from: min(words.count, 9), through: 2, by: -1) {
            let name = words[..<end].joined(separator: " ").trimmingEnds
            guard LegalForm.isAtEnd(of: name) else { continue }
            return NameText.isName(name) ? name : nil
        }
        return nil
    }
}
