import Foundation

/// Converts a document's bytes to UTF-8.
///
/// Supports only encodings that every parser decodes alike: others, such as UTF-7, could hide a document type.
enum XMLEncoding {
    /// Nil for bytes that do not match their declared encoding, and for control characters, which XML does not allow.
    static func utf8(_ bytes: [UInt8]) -> [UInt8]? {
        let narrow = withoutWideCharacters(bytes)
        guard narrow.drop(while: { $0.isXMLSpace || mark.contains($0) }).first == UInt8(ascii: "<"),
            let plain = decoded(narrow), !plain.contains(where: { $0 < 0x20 && !$0.isXMLSpace })
        else { return nil }
        return plain
    }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static func decoded(_ bytes: [UInt8]) -> [UInt8]? {
        switch declared(bytes) {
        // Without a declaration, also after the conversion from UTF-16.
        case "utf-8", "utf8", "us-ascii", "ascii", "": String(validating: bytes, as: UTF8.self) == nil ? nil : bytes
        case "iso-8859-1", "latin1": bytes.flatMap { utf8(of: UInt32($0)) }
        case "iso-8859-15": bytes.flatMap { utf8(of: latin9[$0] ?? UInt32($0)) }
        case "iso-8859-2": transcoded(bytes, .isoLatin2)
        case "windows-1250": transcoded(bytes, .windowsCP1250)
        case "windows-1252": transcoded(bytes, .windowsCP1252)
        default: nil
        }
    }

    /// The characters that differ from Latin-1.
    private static let latin9: [UInt8: UInt32] = [
        0xA4: 0x20AC, 0xA6: 0x160, 0xA8: 0x161, 0xB4: 0x17D, 0xB8: 0x17E, 0xBC: 0x152, 0xBD: 0x153, 0xBE: 0x178,
    ]

    /// The UTF-8 of a scalar with at most three bytes.
    private static func utf8(of scalar: UInt32) -> [UInt8] {
        scalar < 0x80 ? [UInt8(scalar)] : Unicode.Scalar(scalar).map { Array(String($0).utf8) } ?? []
    }

    private static func transcoded(_ bytes: [UInt8], _ encoding: String.Encoding) -> [UInt8]? {
        String(bytes: bytes, encoding: encoding).map { Array($0.utf8) }
    }

    /// UTF-16 as UTF-8, without its declaration, which would now be wrong.
    private static func withoutWideCharacters(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.count > 3 else { return bytes }
        let isLittle = bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0x3C && bytes[1] == 0
        let isBig = bytes[0] == 0xFE && bytes[1] == 0xFF || bytes[0] == 0 && bytes[1] == 0x3C
        guard isLittle || isBig else { return bytes }
        let (low, high) = isLittle ? (0, 1) : (1, 0)
        let units = (0..<bytes.count / 2).lazy.map {
            UInt16(bytes[2 * $0 + low]) | UInt16(bytes[2 * $0 + high]) << 8
        }
        let narrow = Array(String(decoding: units, as: UTF16.self).utf8)
        let start = narrow.starts(with: mark) ? mark.count : 0
        guard narrow.holds("<?xml", at: start), let end = narrow.prefix(1024).firstIndex(of: UInt8(ascii: ">")) else {
            return narrow
        }
        return Array(narrow[(end + 1)...])
    }

    /// The declared encoding in lower case; empty if there is none.
    private static func declared(_ bytes: [UInt8]) -> String {
        let head = bytes.prefix(1024)
        let end = zip(head, head.dropFirst()).enumerated().first { $1 == (UInt8(ascii: "?"), UInt8(ascii: ">")) }
        let declaration = String(decoding: head.prefix(end?.offset ?? head.count), as: UTF8.self)
        guard declaration.drop(while: { $0 == "\u{FEFF}" || $0.isWhitespace }).hasPrefix("<?xml"),
            let start = declaration.firstRange(of: "encoding")?.upperBound
        else { return "" }
        let value = declaration[start...].drop { $0.isWhitespace || $0 == "=" }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return "?" }
        return value.dropFirst().prefix { $0 != quote }.lowercased()
    }
}
