import CHunspell
import Foundation

/// A Hunspell dictionary. Loading takes 0.1 s and some ten megabytes, so it is kept and used again.
package final class SpellDictionary {
    /// Longer texts are not words, and looking for similar words takes long.
    package static let longestWord = 40

    /// Hunspell counts the users of a table that all UTF-8 dictionaries share, without a lock (`initialize_utf_tbl`).
    /// Two dictionaries that are opened or closed at the same time could free it while it is in use.
    private static let turn = NSLock()

    private let hunspell: OpaquePointer
    private let encoding: Encoding

    /// Loads `folder/name.aff` and `.dic` (`Hunspell_create`); nil if they are not installed.
    package init?(_ name: String, in folder: String = InstalledDictionaries.usualFolder) {
        let (rules, words) = ("\(folder)/\(name).aff", "\(folder)/\(name).dic")
        guard access(rules, R_OK) == 0, access(words, R_OK) == 0,
            let hunspell = Self.turn.withLock({ Hunspell_create(rules, words) }),
            let encoding = Encoding(named: Hunspell_get_dic_encoding(hunspell))
        else { return nil }
        self.hunspell = hunspell
        self.encoding = encoding
    }

    deinit { Self.turn.withLock { Hunspell_destroy(hunspell) } }

    /// True if it has the word, also inflected or compounded (`Hunspell_spell`).
    package func knows(_ word: String) -> Bool {
        guard let bytes = bytes(of: word) else { return false }
        return Hunspell_spell(hunspell, bytes) != 0
    }

    /// Similar words, the likeliest first (`Hunspell_suggest`).
    package func suggestions(for word: String) -> [String] {
        guard let bytes = bytes(of: word) else { return [] }
        var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = Hunspell_suggest(hunspell, &list, bytes)
        defer { Hunspell_free_list(hunspell, &list, count) }
        return (0..<Int(count)).compactMap { list?[$0].flatMap(encoding.decode) }
    }

    /// Nil for a text that cannot be a word of this dictionary.
    private func bytes(of word: String) -> [CChar]? {
        word.count <= Self.longestWord ? encoding.encode(word) : nil
    }
}
