/// Whether a document's letters are what its bytes look like.
///
/// The parser knows every encoding of the machine, UTF-7, UTF-32 and EBCDIC among them; in these a document type would
/// hide from the search for its letters.
enum XMLEncoding {
    /// Those in which an ASCII letter is its byte, and nothing else is.
    private static let known: Set<String> = [
        "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "iso-8859-2", "iso-8859-15", "latin1", "windows-1250",
        "windows-1252",
        // What withoutWideCharacters has turned into UTF-8 already, declaration and all.
        "",
    ]

    static func isPlain(_ bytes: [UInt8]) -> Bool {
        guard !bytes.contains(0), let first = bytes.drop(while: { isBlankOrMark($0) }).first, first == UInt8(ascii: "<")
        else { return false }
        let encoding = declared(bytes)
        guard known.contains(encoding) else { return false }
        // Foundation's parser takes names for valid without looking, and traps on those that are not.
        return encoding.hasPrefix("iso") || encoding.hasPrefix("windows") || encoding == "latin1"
            || String(validating: bytes, as: UTF8.self) != nil
    }

    /// In lower case; empty without a declaration.
    private static func declared(_ bytes: [UInt8]) -> String {
        let head = String(decoding: bytes.prefix(1024), as: UTF8.self)
        guard head.drop(while: { $0 == "\u{FEFF}" || $0.isWhitespace }).hasPrefix("<?xml"),
            let declaration = head.split(separator: "?>", maxSplits: 1, omittingEmptySubsequences: false).first,
            let start = declaration.firstRange(of: "encoding")?.upperBound
        else { return "" }
        let value = declaration[start...].drop { $0.isWhitespace || $0 == "=" }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return "?" }
        return value.dropFirst().prefix { $0 != quote }.lowercased()
    }

    private static func isBlankOrMark(_ byte: UInt8) -> Bool {
        [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains(byte)
    }
}
