/// What parts the decimals of a number.
enum DecimalMark: Sendable {
    case comma, point

    /// The mark that then parts the thousands.
    var other: DecimalMark { self == .comma ? .point : .comma }
}
