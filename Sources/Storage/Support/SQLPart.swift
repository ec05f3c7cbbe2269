import MariaDB

/// A piece of SQL with the values of its placeholders.
struct SQLPart {
    var text: String
    var values: [Value] = []

    static let always = SQLPart(text: "1 = 1")
    static let never = SQLPart(text: "1 = 0")

    static func joined(_ parts: [SQLPart], by word: String) -> SQLPart {
        SQLPart(text: "(" + parts.map(\.text).joined(separator: " \(word) ") + ")", values: parts.flatMap(\.values))
    }
}
