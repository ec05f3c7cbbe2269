import EInvoices
import Foundation
import Invoices
import Testing

/// Documents in the encoding that they declare, and in others.
struct XMLEncodingTests {
    private func number(_ declaration: String, _ number: [UInt8], after tail: [UInt8] = []) throws -> String? {
        let bytes = Array("\(declaration)<Invoice><ID>".utf8) + number + Array("</ID></Invoice>".utf8) + tail
        return try EInvoice.read(bytes).fields.first?.rawText
    }

    private func declared(_ encoding: String) -> String { "<?xml version=\"1.0\" encoding=\"\(encoding)\"?>" }

    @Test(
        arguments: [
            ("iso-8859-1", 0xE4, "ä"), ("Latin1", 0x80, "€"), ("iso-8859-2", 0xB9, "š"), ("ISO-8859-3", 0xA1, "Ħ"),
            ("iso-8859-4", 0xBF, "ŋ"), ("iso-8859-5", 0xC6, "Ц"), ("iso-8859-6", 0xC7, "ا"), ("iso-8859-7", 0xC6, "Ζ"),
            ("iso-8859-8", 0xE0, "א"), ("iso-8859-9", 0xFE, "ş"), ("iso-8859-10", 0xBF, "ŋ"),
            ("iso-8859-11", 0xA1, "ก"),
            ("iso-8859-13", 0xE0, "ą"), ("iso-8859-14", 0xA1, "Ḃ"), ("ISO-8859-15", 0xA4, "€"),
            ("iso-8859-16", 0xAA, "Ș"),
            ("windows-1250", 0x9C, "ś"), ("windows-1251", 0xC6, "Ж"), ("windows-1252", 0x80, "€"),
            ("CP1252", 0x8A, "Š"),
            ("windows-1253", 0xC6, "Ζ"), ("windows-1254", 0xFE, "ş"), ("windows-1255", 0xE0, "א"),
            ("windows-1256", 0xC7, "ا"),
            ("windows-1257", 0xE0, "ą"), ("windows-1258", 0xFE, "₫"),
        ] as [(String, UInt8, String)])
    func `a single byte is the letter that its encoding says`(encoding: String, byte: UInt8, letter: String) throws {
        #expect(try number(declared(encoding), [byte]) == letter)
        #expect(try number("\u{FEFF}\n" + declared(encoding), Array("7ä".utf8)) == "7ä", "UTF-8, whatever it declares")
    }

    @Test(arguments: ["UTF-8", "utf-16", "US-ASCII", ""])
    func `letters of Windows that declare another encoding are read`(encoding: String) throws {
        let declaration = encoding.isEmpty ? "" : declared(encoding)
        #expect(try number(declaration, [0x4E, 0xE4, 0x67, 0x65, 0x6C, 0x80]) == "Nägel€")
        #expect(try number(declaration, Array("Nägel€".utf8)) == "Nägel€")
    }

    @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian], ["UTF-16", "UTF-8", "iso-8859-1"])
    func `UTF-16 is read with a mark or without, whatever it declares`(order: String.Encoding, encoding: String) throws
    {
        let text = declared(encoding) + "<Invoice><ID>Ő\u{1F600}</ID></Invoice>"
        for document in [text, "\u{FEFF}" + text, "\u{FEFF}" + text + "\n\u{0}\u{0}"] {
            let bytes = Array(try #require(document.data(using: order)))
            #expect(try EInvoice.read(bytes).fields.first?.rawText == "Ő\u{1F600}")
        }
    }

    @Test func `zeros behind a document are left out, anything else is not`() throws {
        #expect(try number("", Array("7".utf8), after: [0x0A] + [UInt8](repeating: 0, count: 5000)) == "7")
        for tail in [[0, 0x41], [0x41, 0], [0x1A], [0, 0x3C]] as [[UInt8]] {
            #expect(throws: EInvoiceError.malformed(line: 1)) { try number("", [0x37], after: tail) }
        }
        #expect(throws: EInvoiceError.malformed(line: 1)) { try EInvoice.read(Array("<Invoice>\0</Invoice>".utf8)) }
        #expect(throws: EInvoiceError.malformed(line: 1)) { try EInvoice.read(Array("<Invoice>\0\0\0".utf8)) }
    }

    @Test(arguments: ["iso-8859-12", "iso-8859-17", "iso-8859-0", "windows-1259", "cp437", "koi8-r", "\u{0}"])
    func `an encoding that is not known is refused`(encoding: String) {
        #expect(throws: EInvoiceError.malformed(line: 1)) { try number(declared(encoding), [0x37]) }
    }

    @Test func `a byte that has no letter in its encoding is refused`() {
        #expect(throws: EInvoiceError.malformed(line: 1)) { try number(declared("iso-8859-3"), [0xA5]) }
    }
}
