import Invoices

/// Tells an organisation from the person or the department that the letter goes to within it.
enum OrganisationName {
    /// `Accounts Payable`, `Service comptabilité`: never a party by itself.
    static func isDepartment(_ line: FoldedText) -> Bool {
        let words = line.labelWords
        return !words.isEmpty && words.count <= 4
            && words.allSatisfy { departments.contains($0) || fillers.contains($0) }
            && words.contains { departments.contains($0) }
    }

    /// Whether a word stands in it that people are not called by: `Society`, `Verein`, `Musée`.
    static func isLikely(_ text: String) -> Bool {
        Atoms.split(TextFolding.fold(text)).contains { labelWord in
            organisations.contains(labelWord.text)
                || endings.end(labelWord.text, after: 1)
        }
    }

    /// `Mrs J Adeyemi-Clarke`, `Familie Hädrich`, `Spett.le`: how a letter addresses who gets it.
    static func isAddressed(_ line: FoldedText) -> Bool {
        line.labelWords.first.map(courtesies.contains) ?? false
    }

    /// `Exmo. Senhor`, `Herrn`: the name itself stands beneath.
    static func isCourtesy(_ line: FoldedText) -> Bool {
        let words = line.labelWords
        return (1...3).contains(words.count)
            && words.allSatisfy { courtesies.contains($0) || $0 == "le" || $0.count == 1 }
            && words.contains { $0.count > 1 }
    }

    private static let courtesies = Vocabulary.shared.words(.courtesies)
    private static let fillers = Vocabulary.shared.words(.departmentFillers)
    private static let departments = Vocabulary.shared.words(.departments)
    private static let organisations = Vocabulary.shared.words(.organisations)
    private static let endings = WordEndings(Vocabulary.shared.words(.organisationEndings))
}
