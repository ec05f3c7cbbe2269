import Invoices

/// The smallest piece that labels are compared by: a run of letters and digits, or one of `#` and `%`.
struct LabelWord: Sendable {
    let text: String
    /// Index of the token it is part of.
    let token: Int
    /// How many UTF-8 bytes of the token's folded text stand before the piece's end.
    let end: Int
    let isFirstInToken: Bool
}
