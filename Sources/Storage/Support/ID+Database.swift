import Invoices
import MariaDB
import Secrets

extension ID {
    var value: Value { .bytes(bytes) }
}

extension Row {
    func id<Kind>() throws -> ID<Kind> {
        let (seconds, random) = try twelveBytes()
        return ID(seconds: seconds, random: random)
    }

    func optionalID<Kind>() throws -> ID<Kind>? {
        try optionalTwelveBytes().map { ID(seconds: $0.high, random: $0.low) }
    }

    func timestamp() throws -> Timestamp { Timestamp(milliseconds: try time()) }

    func optionalTimestamp() throws -> Timestamp? { try optionalTime().map(Timestamp.init(milliseconds:)) }

    /// A case by the number that is stored for it: its place in `allCases`.
    func choice<Case: CaseIterable>() throws -> Case {
        guard let value: Case = try optionalChoice() else { throw StorageError.damaged("A choice is missing.") }
        return value
    }

    func optionalChoice<Case: CaseIterable>() throws -> Case? {
        guard let number = try optionalInt() else { return nil }
        let cases = Array(Case.allCases)
        guard cases.indices.contains(number) else { throw StorageError.damaged("\(number) is no \(Case.self).") }
        return cases[number]
    }
}

extension Value {
    static func id<Kind>(_ id: ID<Kind>?) -> Value { id.map { .bytes($0.bytes) } ?? .null }

    static func choice<Case: CaseIterable & Equatable>(_ choice: Case?) -> Value {
        choice.map { .int($0.stored) } ?? .null
    }

    /// So much of a text as its column holds: MariaDB counts scalars, of which one of Swift's characters may have many.
    static func cut(_ text: String?, to length: Int) -> Value {
        .optional(text.map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(length))) })
    }

    /// JSON or other text that is at hand as bytes.
    static func utf8(_ bytes: [UInt8]?) -> Value { bytes.map { .text(String(decoding: $0, as: UTF8.self)) } ?? .null }
}

extension Connection {
    /// A new id, stamped by the database's clock.
    func newID<Kind>() throws -> ID<Kind> {
        let seconds = try first("SELECT UNIX_TIMESTAMP()") { try $0.int() } ?? 0
        let random = try randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return ID(seconds: UInt32(clamping: seconds), random: random)
    }
}

/// `?, ?, ?` for as many values.
func placeholders(_ count: Int) -> String { count > 0 ? String(repeating: "?, ", count: count - 1) + "?" : "" }
