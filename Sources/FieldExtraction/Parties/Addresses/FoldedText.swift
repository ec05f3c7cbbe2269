import Invoices

/// A line's text, folded and parted once for all that is asked of it.
struct FoldedText {
    let text: String
    let folded: String
    let labelWords: [String]

    init(_ text: String) {
        self.text = text
        folded = TextFolding.fold(text)
        labelWords = Atoms.split(folded).map(\.text)
    }
}
