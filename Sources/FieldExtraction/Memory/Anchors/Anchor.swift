import Invoices

/// Where a value stands: by what is printed around it, or by its place on the page.
struct Anchor: Sendable, Hashable {
    /// In the order of how well they tell a value, the best first.
    enum Kind: String, Sendable, CaseIterable {
        /// Behind these words, in the same run of words.
        case lineOf
        /// In the next cell to the right of these words.
        case rightOf
        /// Below these words; `index` 1 for the nearest words above, 2 for those above them.
        case below
        /// In a row that begins with these words; `index` counts its cells from the right end, from 0.
        case inRow
        /// So far from these words.
        case near
        /// So many lines below the value of the field whose name is the text.
        case under
        /// At that place of the first page (`index` 0) or of the last (−1).
        case place
        /// The so many-th value of its kind on the document, from its begin (from 0) or its end (from −1).
        case ordinal

        /// How much it tells beside the others.
        var prior: Double {
            switch self {
            case .lineOf, .rightOf: 1
            case .below, .under: 0.9
            case .inRow, .near: 0.7
            case .place: 0.6
            case .ordinal: 0.25
            }
        }

        /// Whether words tell the place.
        var isLabel: Bool { self != .place && self != .ordinal }
    }

    let kind: Kind
    /// Folded, without digits; empty for what has no words.
    var text = ""
    var index = 0
    /// Fractions of the page's width and height; of `near` from the words, else from the page's top left.
    var left = 0.0
    var right = 0.0
    var top = 0.0

    /// Whether the other, found on another document, is the same place.
    /// - Parameter isRecognised: Whether letters of the other may be misread.
    func matches(_ other: Anchor, isRecognised: Bool) -> Bool {
        guard kind == other.kind, index == other.index else { return false }
        switch kind {
        case .near: guard isNear(other, across: 0.012, down: 0.008) else { return false }
        case .place: return isNear(other, across: 0.02, down: 0.012)
        default: break
        }
        return text == other.text || isRecognised && AnchorText.isSimilar(text, other.text)
    }

    /// Right-aligned values keep their right edge.
    private func isNear(_ other: Anchor, across: Double, down: Double) -> Bool {
        abs(top - other.top) <= down && (abs(left - other.left) <= across || abs(right - other.right) <= across)
    }
}
