import Invoices

/// One line of a block, and what it is in an address.
struct BlockLine {
    /// Without the heading that it begins with.
    let words: FoldedText
    let tokens: Range<Int>
    let segment: Int
    let kind: AddressLine
    let heading: LabelKind?
    /// Whether a gap as high as a line stands above.
    var isApart = false

    var text: String { words.text }
    var isName: Bool { kind == .name && NameText.isName(text) }
    var hasDigit: Bool { text.contains(where: \.isPlainDigit) }
}
