/// A value read from JSON text, with its bytes in that text.
///
/// Numbers keep their literal, so that an amount never becomes a Double. `raw` keeps every byte, so that a client's
/// metadata can be stored and returned unchanged.
package struct JSONValue: Sendable {
    package enum Kind: Sendable {
        case null
        case bool(Bool)
        /// The literal as written, e.g. `1471.60` or `1e3`.
        case number(String)
        case string(String)
        case array([JSONValue])
        /// Members in the order of the text; names are unique.
        case object([Member])
    }

    package struct Member: Sendable {
        package let name: String
        package let value: JSONValue
    }

    package let kind: Kind
    package let raw: ArraySlice<UInt8>

    package init(kind: Kind, raw: ArraySlice<UInt8>) {
        self.kind = kind
        self.raw = raw
    }
}

extension JSONValue {
    /// The member of that name; nil if there is none or this is not an object.
    package subscript(name: String) -> JSONValue? {
        members?.first { $0.name == name }?.value
    }

    package var members: [Member]? {
        if case .object(let members) = kind { members } else { nil }
    }

    package var array: [JSONValue]? {
        if case .array(let values) = kind { values } else { nil }
    }

    package var string: String? {
        if case .string(let text) = kind { text } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let flag) = kind { flag } else { nil }
    }

    /// The literal of a number, exactly as written.
    package var number: String? {
        if case .number(let literal) = kind { literal } else { nil }
    }

    /// A whole number in the range of Int; nil for `1.5`, `1e3` and all other values.
    package var int: Int? { number.flatMap { Int($0) } }

    package var double: Double? { number.flatMap { Double($0) } }

    package var isNull: Bool {
        if case .null = kind { true } else { false }
    }

    /// The kind's name in sentences, e.g. `a number`.
    package var kindName: String {
        switch kind {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
