import Testing

@testable import API

/// File names in `Content-Disposition`, RFC 6266 and RFC 7578.
struct DispositionLineTests {
    @Test(arguments: [
        (#"Content-Disposition: form-data; name="file"; filename="May 4.pdf""#, "May 4.pdf"),
        (#"attachment; filename=a.pdf"#, "a.pdf"),
        (#"form-data; filename="x.pdf"; filename*=UTF-8''Rechnung%20%C3%BC.pdf"#, "Rechnung ü.pdf"),
        (#"form-data; filename="C:\Scans\b.tif""#, "b.tif"), (#"form-data; filename="../../etc/c.xml""#, "c.xml"),
        (#"form-data; filename="a;b%22c.pdf""#, #"a;b"c.pdf"#),
    ])
    func `a name is taken without its folders`(line: String, expected: String) {
        #expect(DispositionLine.fileName(line) == expected)
    }

    @Test(arguments: [
        "attachment", #"form-data; filename="""#, #"form-data; filename="  ""#, #"form-data; name="a.pdf""#,
        #"form-data; filename*=UTF-8''"#, #"form-data; filename*=UTF-8'en'"#,
    ])
    func `no name is none`(line: String) {
        #expect(DispositionLine.fileName(line) == nil)
    }

    @Test func `control characters are left out, and a long name is cut`() {
        #expect(DispositionLine.fileName("form-data; filename=\"a\u{1B}\u{0}b.pdf\"") == "ab.pdf")
        let long = String(repeating: "ä", count: 300)
        #expect(DispositionLine.fileName("form-data; filename=\"\(long)\"")?.unicodeScalars.count == 255)
    }
}
