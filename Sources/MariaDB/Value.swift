/// A value that can be bound to a placeholder.
package enum Value: Sendable, Equatable {
    case null
    case int(Int)
    case double(Double)
    case text(String)
    case bytes([UInt8])
    /// Milliseconds since 1970 in UTC, for DATETIME columns.
    case time(Int64)

    package static func flag(_ flag: Bool) -> Value { .int(flag ? 1 : 0) }
    package static func optional(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
    package static func optional(_ bytes: [UInt8]?) -> Value { bytes.map { .bytes($0) } ?? .null }
    package static func optional(_ number: Int?) -> Value { number.map { .int($0) } ?? .null }
    package static func optional(_ number: Double?) -> Value { number.map { .double($0) } ?? .null }
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    package init(integerLiteral number: Int) { self = .int(number) }
    package init(stringLiteral text: String) { self = .text(text) }
    package init(nilLiteral: ()) { self = .null }
}
