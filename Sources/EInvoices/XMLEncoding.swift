import CExpat
import Foundation

/// How the bytes of an XML document are decoded: by what they are, and only then by what they declare.
///
/// Only encodings in which ASCII is ASCII, and UTF-16: in others, such as UTF-7, a document type could hide.
enum XMLEncoding: Equatable {
    case utf8, utf16
    /// One byte a character, the lower half ASCII.
    case singleByte(String.Encoding)

    /// The encodings to try, the likeliest first; none for bytes that begin no document, or declare what nobody knows.
    ///
    /// Programs that write XML as text often declare one encoding and save in another. What is valid UTF-8 is UTF-8:
    /// text in other encodings is so by no chance. What is not, though it declares UTF-8, is taken for Windows-1252.
    static func candidates(for document: ArraySlice<UInt8>) -> [XMLEncoding] {
        if isUTF16(document) { return [.utf16] }
        guard document.first == UInt8(ascii: "<"), let declared = declared(in: document) else { return [] }
        return [.utf8, .singleByte(declared)]
    }

    /// Begins with a byte order mark or `<`, in either order.
    static func isUTF16(_ document: ArraySlice<UInt8>) -> Bool {
        [[0xFF, 0xFE], [0xFE, 0xFF], [0x3C, 0], [0, 0x3C]].contains(Array(document.prefix(2)))
    }

    /// libexpat's name for it; the single-byte ones come by `map`.
    var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16: "UTF-16"
        case .singleByte: "by its map"
        }
    }

    /// Sets the Unicode scalar of each byte, -1 where there is none; false for what libexpat knows itself.
    func fill(_ encoding: inout XML_Encoding) -> Bool {
        guard case .singleByte(let foundation) = self else { return false }
        withUnsafeMutableBytes(of: &encoding.map) { buffer in
            let map = buffer.bindMemory(to: Int32.self)
            for byte in UInt8.min...UInt8.max {
                let scalar = String(bytes: [byte], encoding: foundation)?.unicodeScalars.first
                map[Int(byte)] = scalar.map { Int32($0.value) } ?? -1
            }
        }
        return true
    }

    // MARK: Declarations

    /// The declaration `<?xml …?>` of a document in which ASCII is ASCII; empty without one.
    static func declaration(of document: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let head = document.prefix(longestDeclaration)
        guard head.starts(with: "<?xml".utf8), let next = head.dropFirst(5).first, next.isXMLSpace || next == mark
        else {
            return document.prefix(0)
        }
        let end = head.indices.dropLast().first { head[$0] == mark && head[$0 + 1] == UInt8(ascii: ">") }
        return end.map { document[...($0 + 1)] } ?? document.prefix(0)
    }

    private static let mark = UInt8(ascii: "?")
    /// In bytes.
    private static let longestDeclaration = 1024

    /// The single-byte encoding to decode with where it is not UTF-8; nil for a declared encoding that is unknown.
    private static func declared(in document: ArraySlice<UInt8>) -> String.Encoding? {
        let declaration = declaration(of: document)
        guard let end = declaration.firstRange(of: Array("encoding".utf8))?.upperBound else { return .windowsCP1252 }
        let value = declaration[end...].drop { $0.isXMLSpace || $0 == UInt8(ascii: "=") }
        guard let quote = value.first, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(quote) else { return nil }
        return singleByte(String(decoding: value.dropFirst().prefix { $0 != quote }, as: UTF8.self).lowercased())
    }

    /// By the names of the IANA's registry, and those that programs write instead.
    private static func singleByte(_ name: String) -> String.Encoding? {
        switch name {
        // ISO-8859-1 has control characters where Windows-1252 has letters (WHATWG Encoding Standard, 4.2).
        case "utf-8", "utf8", "utf-16", "utf16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1", "latin1",
            "":
            .windowsCP1252
        case let part where part.hasPrefix("iso-8859-"): UInt(part.dropFirst(9)).flatMap(iso8859)
        case let page where page.hasPrefix("windows-"): UInt(page.dropFirst(8)).flatMap(windows)
        case let page where page.hasPrefix("cp"): UInt(page.dropFirst(2)).flatMap(windows)
        default: nil
        }
    }

    /// The parts of ISO/IEC 8859; there is no twelfth.
    private static func iso8859(_ part: UInt) -> String.Encoding? {
        2...16 ~= part && part != 12 ? .init(coreFoundation: 0x200 + part) : nil
    }

    private static func windows(_ page: UInt) -> String.Encoding? {
        switch page {
        case 1250: .windowsCP1250
        case 1251: .windowsCP1251
        case 1252: .windowsCP1252
        case 1253...1258: .init(coreFoundation: 0x500 + page - 1250)
        default: nil
        }
    }
}

extension String.Encoding {
    /// A constant of `CFStringEncodings`, of which Foundation names few.
    fileprivate init(coreFoundation constant: UInt) { self.init(rawValue: 0x8000_0000 | constant) }
}

extension UInt8 {
    var isXMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
