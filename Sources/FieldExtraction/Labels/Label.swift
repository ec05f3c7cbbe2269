/// A phrase of the vocabulary that stands on a page.
struct Label: Sendable {
    let labelKind: LabelKind
    /// Indices of tokens; the last may hold the value's beginning, as in `n°418830972`.
    let tokens: Range<Int>
    /// What of the last token stands behind the label, e.g. `418830972`; empty mostly.
    let rest: String
    let segment: Int
    /// How many letters the phrase has: the longer, the surer.
    let length: Int
    /// Whether nothing stands before it in its segment.
    let isFirst: Bool
    /// Whether nothing but punctuation stands behind it in its segment.
    let isLast: Bool
}
