/// Resolves references such as `&amp;` and `&#228;`; without a document type there are no other entities.
enum XMLReferences {
    /// The text of `range` with its references resolved, cut after `room` bytes; the rest is not checked. Throws for an
    /// invalid reference.
    static func resolved(_ bytes: [UInt8], _ range: Range<Int>, upTo room: Int) throws(Unknown) -> String {
        guard var sign = bytes.next(UInt8(ascii: "&"), in: range) else {
            return String(decoding: bytes[range].prefix(room), as: UTF8.self)
        }
        var text: [UInt8] = []
        var place = range.lowerBound
        while true {
            text += bytes[place..<sign].prefix(max(0, room - text.count))
            guard sign < range.upperBound, text.count < room else { return String(decoding: text, as: UTF8.self) }
            let end = bytes[sign..<min(sign + longest, range.upperBound)].firstIndex(of: UInt8(ascii: ";"))
            guard let end, let scalar = scalar(of: bytes[sign + 1..<end]) else { throw Unknown() }
            text += String(scalar).utf8
            place = end + 1
            sign = bytes.next(UInt8(ascii: "&"), in: place..<range.upperBound) ?? range.upperBound
        }
    }

    struct Unknown: Error {}

    /// The most bytes from `&` to `;`, including leading zeros.
    private static let longest = 16

    private static func scalar(of name: ArraySlice<UInt8>) -> Unicode.Scalar? {
        switch String(decoding: name, as: UTF8.self) {
        case "amp": "&"
        case "lt": "<"
        case "gt": ">"
        case "quot": "\""
        case "apos": "'"
        case let number where number.hasPrefix("#x"): scalar(number.dropFirst(2), radix: 16)
        case let number where number.hasPrefix("#"): scalar(number.dropFirst(), radix: 10)
        default: nil
        }
    }

    private static func scalar(_ digits: Substring, radix: Int) -> Unicode.Scalar? {
        guard digits.allSatisfy(\.isHexDigit), let number = UInt32(digits, radix: radix),
            number >= 0x20 || [0x09, 0x0A, 0x0D].contains(number)
        else { return nil }
        return Unicode.Scalar(number)
    }
}
