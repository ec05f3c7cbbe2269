import Invoices
import Languages

/// The phrases of all languages for some things, found by their first word, the longest first.
struct PhraseTable<Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let words: [String]
        let value: Value
        let language: String
    }

    private let entries: [String: [Entry]]

    /// - Parameters:
    ///   - lists: Where a language's file has the phrases.
    ///   - value: What the phrases of a list stand for, by the list's name; nil: the list is left out.
    init(_ files: [LanguageFile], lists: (LanguageFile) -> [LanguageFile.Phrases], value: (String) -> Value?) {
        var entries: [String: [Entry]] = [:]
        for file in files {
            for list in lists(file) {
                guard let value = value(list.name) else { continue }
                for text in list.texts {
                    let words = Atoms.split(TextFolding.fold(text)).map(\.text)
                    guard let first = words.first else { continue }
                    entries[first, default: []].append(Entry(words: words, value: value, language: file.code))
                }
            }
        }
        self.entries = entries.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    }

    /// The longest phrase of these languages that begins at `position`, with the number of its words.
    func match(at position: Int, in words: [LabelWord], languages: [String]) -> (value: Value, count: Int)? {
        guard let found = entries[words[position].text] else { return nil }
        for entry in found where position + entry.words.count <= words.count && languages.contains(entry.language) {
            let isThere = entry.words.indices.dropFirst().allSatisfy { words[position + $0].text == entry.words[$0] }
            if isThere { return (entry.value, entry.words.count) }
        }
        return nil
    }
}
