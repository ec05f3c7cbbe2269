/// The words of languages. Dictionaries are files, which the domain does not open: whoever extracts brings them.
package protocol WordList: Sendable {
    /// What the dictionaries of these languages (Tesseract's names) say of a word; nil where there is none of them.
    func verdict(on word: String, in languages: [String]) -> WordVerdict?
}

package enum WordVerdict: Sendable, Equatable {
    case known
    /// What may have been meant, likeliest first.
    case unknown(suggestions: [String])
}
