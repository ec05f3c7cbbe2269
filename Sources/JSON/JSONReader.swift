/// Reads RFC 8259 JSON strictly: no trailing commas, no duplicate names, UTF-8 only, bounded size and depth.
package struct JSONReader {
    /// The limits of a text.
    package struct Limits: Sendable {
        package var bytes: Int
        package var depth: Int
        /// The most values, including nested ones.
        package var elements: Int

        package init(bytes: Int = 1 << 20, depth: Int = 32, elements: Int = 10_000) {
            self.bytes = bytes
            self.depth = depth
            self.elements = elements
        }

        /// For texts that this program wrote itself.
        package static let ours = Limits(bytes: 1 << 30, depth: 64, elements: 100_000_000)
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let bytes: [UInt8]
    private let limits: Limits
    private var position = 0
    private var elements = 0

    private init(_ bytes: [UInt8], limits: Limits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// The one value in `bytes`; throws `JSONError`.
    package static func read(_ bytes: [UInt8], limits: Limits = Limits()) throws -> JSONValue {
        var reader = JSONReader(bytes, limits: limits)
        guard bytes.count <= limits.bytes else {
            throw reader.error(.tooLarge, "The JSON text is larger than \(limits.bytes) bytes.", at: 0)
        }
        if let bad = reader.firstInvalidUTF8() {
            throw reader.error(.malformed, "The text is not valid UTF-8.", at: bad)
        }
        // RFC 8259, section 8.1: a reader may ignore the mark that some programs put before UTF-8.
        if bytes.starts(with: byteOrderMark) { reader.position = byteOrderMark.count }
        reader.skipSpace()
        let value = try reader.value(depth: 1)
        reader.skipSpace()
        guard reader.position == bytes.count else {
            throw reader.error(.malformed, "There is text after the end of the JSON value.", at: reader.position)
        }
        return value
    }

    package static func read(_ text: String, limits: Limits = Limits()) throws -> JSONValue {
        try read(Array(text.utf8), limits: limits)
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func value(depth: Int) throws -> JSONValue {
        guard depth <= limits.depth else {
            throw error(.tooDeep, "The JSON is nested deeper than \(limits.depth) levels.", at: position)
        }
        elements += 1
        guard elements <= limits.elements else {
            throw error(.tooLarge, "The JSON has more than \(limits.elements) values.", at: position)
        }
        let start = position
        let kind = try kind(depth: depth)
        return JSONValue(kind: kind, raw: bytes[start..<position])
    }

    private mutating func kind(depth: Int) throws -> JSONValue.Kind {
        switch next {
        case UInt8(ascii: "{"): return .object(try members(depth: depth))
        case UInt8(ascii: "["): return .array(try values(depth: depth))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"): return .number(try number())
        case let digit? where (0x30...0x39).contains(digit): return .number(try number())
        case nil: throw error(.malformed, "The text ends where a value is expected.", at: position)
        default: throw error(.malformed, "A value is expected here.", at: position)
        }
    }

    private mutating func members(depth: Int) throws -> [JSONValue.Member] {
        position += 1
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        skipSpace()
        if take("}") { return members }
        while true {
            let start = position
            guard next == UInt8(ascii: "\"") else {
                throw error(.malformed, "A name in double quotes is expected here.", at: position)
            }
            let name = try string()
            // Most objects are small: comparing all names costs less than a set.
            let isNew: Bool
            if members.count < 8 {
                isNew = !members.contains { $0.name == name }
            } else {
                if names.isEmpty { names = Set(members.map(\.name)) }
                isNew = names.insert(name).inserted
            }
            guard isNew else {
                throw error(.duplicateName, "The name \"\(name.prefix(64))\" occurs twice in one object.", at: start)
            }
            skipSpace()
            guard take(":") else { throw error(.malformed, "A colon is expected here.", at: position) }
            skipSpace()
            members.append(.init(name: name, value: try value(depth: depth + 1)))
            skipSpace()
            if take("}") { return members }
            guard take(",") else { throw error(.malformed, "A comma or } is expected here.", at: position) }
            skipSpace()
        }
    }

    private mutating func values(depth: Int) throws -> [JSONValue] {
        position += 1
        var values: [JSONValue] = []
        skipSpace()
        if take("]") { return values }
        while true {
            values.append(try value(depth: depth + 1))
            skipSpace()
            if take("]") { return values }
            guard take(",") else { throw error(.malformed, "A comma or ] is expected here.", at: position) }
            skipSpace()
        }
    }

    private mutating func word(_ text: StaticString, _ kind: JSONValue.Kind) throws -> JSONValue.Kind {
        let matches = text.withUTF8Buffer { expected in
            bytes[position...].starts(with: expected)
        }
        guard matches else { throw error(.malformed, "A value is expected here.", at: position) }
        position += text.utf8CodeUnitCount
        return kind
    }

    /// RFC 8259 section 6: no leading zeros, no plus sign, digits on both sides of the point.
    private mutating func number() throws -> String {
        let start = position
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws {
        let start = position
        while let byte = next, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position += 1 }
        guard position > start else { throw error(.malformed, "A digit is expected here.", at: position) }
    }

    private mutating func string() throws -> String {
        position += 1
        let start = position
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        if next == UInt8(ascii: "\"") {
            defer { position += 1 }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        return try escapedString(from: start)
    }

    private mutating func escapedString(from start: Int) throws -> String {
        var text = Array(bytes[start..<position])
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                try escape(into: &text)
            case 0..<0x20:
                throw error(.malformed, "A control character in a string must be escaped.", at: position)
            default:
                text.append(byte)
                position += 1
            }
        }
        throw error(.malformed, "The string has no closing quote.", at: start - 1)
    }

    private mutating func escape(into text: inout [UInt8]) throws {
        let start = position
        position += 1
        guard let byte = next else { throw error(.malformed, "The string has no closing quote.", at: start) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(try scalar(from: start)).utf8)
        default: throw error(.malformed, "The character after the backslash cannot be escaped.", at: start)
        }
    }

    /// The scalar of `\uXXXX`, or of two of them as a surrogate pair.
    private mutating func scalar(from start: Int) throws -> Unicode.Scalar {
        let high = try codeUnit(from: start)
        guard UTF16.isLeadSurrogate(high) else {
            guard let scalar = Unicode.Scalar(high) else {
                throw error(.malformed, "A low surrogate has no high surrogate before it.", at: start)
            }
            return scalar
        }
        guard take("\\"), take("u") else {
            throw error(.malformed, "A high surrogate has no low surrogate after it.", at: start)
        }
        let low = try codeUnit(from: start)
        guard UTF16.isTrailSurrogate(low) else {
            throw error(.malformed, "A high surrogate has no low surrogate after it.", at: start)
        }
        return UTF16.join(high, low)
    }

    private mutating func codeUnit(from start: Int) throws -> UInt16 {
        guard position + 4 <= bytes.count,
            bytes[position..<position + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let unit = UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw error(.malformed, "Four hex digits are expected after \\u.", at: start) }
        position += 4
        return unit
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private func firstInvalidUTF8() -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
        return min(offset, bytes.count)
    }

    private func error(_ reason: JSONError.Reason, _ message: String, at offset: Int) -> JSONError {
        let before = bytes[..<min(offset, bytes.count)]
        let line = before.count { $0 == 0x0A } + 1
        let lineStart = (before.lastIndex(of: 0x0A) ?? -1) + 1
        // A UTF-8 continuation byte (10xxxxxx) belongs to the scalar before it.
        let column = before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1
        return JSONError(reason: reason, message: message, line: line, column: column)
    }
}

extension UTF16 {
    fileprivate static func join(_ high: UInt16, _ low: UInt16) -> Unicode.Scalar {
        let value = 0x10000 + ((UInt32(high) - 0xD800) << 10) + (UInt32(low) - 0xDC00)
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }
}
