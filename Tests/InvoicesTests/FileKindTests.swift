import Invoices
import Testing

struct FileKindTests {
    @Test(arguments: [
        ("%PDF-1.7\n", DocumentType.pdf), ("\r\n\r\n%PDF-1.4", .pdf), ("<?xml version=\"1.0\"?><a/>", .xml),
        ("\u{FEFF}  <?xml version=\"1.0\"?>", .xml), ("<rsm:CrossIndustryInvoice xmlns:rsm=\"x\">", .xml),
        ("<Invoice xmlns=\"urn:oasis\">", .xml), ("II*\u{0}", .tiff), ("MM\u{0}*", .tiff),
        ("\u{0}\u{0}\u{0}\u{1C}ftypheic", .heic), ("\u{0}\u{0}\u{0}\u{1C}ftypmif1", .heic),
        ("RIFF\u{28}\u{0}\u{0}\u{0}WEBPVP8L", .webp),
    ])
    func `a file is told from its first bytes`(text: String, kind: DocumentType) {
        #expect(FileKind.detect(in: Array(text.utf8)) == kind)
    }

    @Test func `pictures are told from their signatures`() {
        #expect(FileKind.detect(in: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]) == .png)
        #expect(FileKind.detect(in: [0xFF, 0xD8, 0xFF, 0xE0]) == .jpg)
        #expect(FileKind.detect(in: Array("BM".utf8) + [UInt8](repeating: 0, count: 12) + [40, 0, 0, 0]) == .bmp)
    }

    @Test(arguments: [
        "", "B", "BMW invoices, all of them, in a text", "<html><body>%PDF-1.7</body>", "<!DOCTYPE html><html>",
        "<?xml version=\"1.0\"?><!DOCTYPE html><html>", "PK\u{3}\u{4}", "hello", "%PD",
    ])
    func `what is not read here is nothing`(text: String) {
        #expect(FileKind.detect(in: Array(text.utf8)) == nil)
    }
}
