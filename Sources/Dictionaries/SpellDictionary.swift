import CHunspell
import Foundation

/// A Hunspell dictionary; loading takes a tenth of a second and some ten megabytes, so one is kept and used again.
package final class SpellDictionary {
    /// Longer ones are no words, and looking for similar ones takes long.
    package static let longestWord = 40

    /// Hunspell counts the users of a table that all UTF-8 dictionaries share without a lock of its own
    /// (`initialize_utf_tbl`): opened or closed side by side they free it under each other.
    private static let turn = NSLock()

    private let hunspell: OpaquePointer
    private let encoding: Encoding

    /// Loads `folder/name.aff` and `.dic` (`Hunspell_create`); nil where they are not installed.
    package init?(_ name: String, in folder: String = "/usr/share/hunspell") {
        let (rules, words) = ("\(folder)/\(name).aff", "\(folder)/\(name).dic")
        guard access(rules, R_OK) == 0, access(words, R_OK) == 0,
            let hunspell = Self.turn.withLock({ Hunspell_create(rules, words) }),
            let encoding = Encoding(named: Hunspell_get_dic_encoding(hunspell))
        else { return nil }
        self.hunspell = hunspell
        self.encoding = encoding
    }

    deinit { Self.turn.withLock { Hunspell_destroy(hunspell) } }

    /// Whether it has the word, inflected or compounded as the language does (`Hunspell_spell`).
    package func knows(_ word: String) -> Bool {
        guard let bytes = bytes(of: word) else { return false }
        return Hunspell_spell(hunspell, bytes) != 0
    }

    /// Words that may have been meant, likeliest first (`Hunspell_suggest`).
    package func suggestions(for word: String) -> [String] {
        guard let bytes = bytes(of: word) else { return [] }
        var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = Hunspell_suggest(hunspell, &list, bytes)
        defer { Hunspell_free_list(hunspell, &list, count) }
        return (0..<Int(count)).compactMap { list?[$0].flatMap(encoding.decode) }
    }

    /// Nil for what cannot be a word of this dictionary.
    private func bytes(of word: String) -> [CChar]? {
        word.count <= Self.longestWord ? encoding.encode(word) : nil
    }
}
