import Testing

@testable import API

struct MultipartReaderTests {
    private func file(_ form: String, boundary: String = "XX", piece: Int = .max) throws -> String {
        var rest = Array(form.utf8)[...]
        let body = RequestBody(length: nil) {
            guard !rest.isEmpty else { return nil }
            defer { rest = rest.dropFirst(piece) }
            return rest.prefix(piece)
        }
        let reader = MultipartReader(boundary: boundary, body: body)
        var bytes: [UInt8] = []
        while let piece = try reader.next() { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let part = "Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n"

    @Test(arguments: [1, 2, 3, 7, 50, 100_000])
    func `the one file is taken, in whatever pieces it comes`(piece: Int) throws {
        let content = String(repeating: "\r\n--X\r\n-- line\r\n", count: 40)
        let form =
            "preamble\r\n--XX\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n--XX\r\n\(Self.part)"
            + "Content-Type: application/pdf\r\n\r\n\(content)\r\n--XX--\r\nepilogue"
        #expect(try file(form, piece: piece) == content)
    }

    @Test func `an empty file is empty`() throws {
        #expect(try file("--XX\r\n\(Self.part)\r\n\r\n--XX--").isEmpty)
    }

    @Test(arguments: [
        "", "--XX--", "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--XX--",
        "--XX\r\n\(part)\r\nx", "--XX\r\n\(part)", "--XX\r\n\(part)\r\nx\r\n--XX\r\n\(part)\r\ny\r\n--XX--",
        "--XX\r\n" + String(repeating: "a", count: 20_000), "--YY\r\n\(part)\r\nx\r\n--YY--",
    ])
    func `a form that is broken, or has not one file, is refused`(form: String) {
        #expect(throws: APIError.self) { try file(form) }
    }

    @Test func `a field that is named filename is no file`() throws {
        let field = "Content-Disposition: form-data; name=\"filename\"\r\n\r\nreport; filename=x\r\n"
        let odd = "Content-Disposition: form-data; name=\"a; filename=\\\"b\"\r\n\r\nc\r\n"
        #expect(try file("--XX\r\n\(field)--XX\r\n\(odd)--XX\r\n\(Self.part)\r\nbytes\r\n--XX--") == "bytes")
    }

    @Test(arguments: [
        "FileName=a.pdf", "filename*=UTF-8''%e2.pdf", "filename = \"a;b.pdf\"", "filename=\"a\\\".pdf\"; x=y",
    ])
    func `a file is told by its parameter, however that is written`(parameter: String) throws {
        #expect(
            try file("--XX\r\nContent-Disposition: form-data; name=f; \(parameter)\r\n\r\nbytes\r\n--XX--") == "bytes")
    }

    @Test func `an upload over the limit is refused while it comes`() throws {
        let bytes = Array("--XX\r\n\(Self.part)\r\n\(String(repeating: "x", count: 5000))\r\n--XX--".utf8)
        let request = Request(
            method: "POST", path: "/", headers: ["content-type": "multipart/form-data; boundary=\"XX\""],
            body: RequestBody(bytes), id: "x")
        let upload = try Upload(request, limit: 1000)
        #expect { while try upload.next() != nil {} } throws: { ($0 as? APIError)?.status == 413 }
    }

    @Test(arguments: ["application/pdf", "multipart/form-data; boundary=\"XX\""])
    func `an upload whose length nobody said is counted over all its pieces`(type: String) throws {
        let upload = try Upload(
            Request(
                method: "POST", path: "/", headers: ["content-type": type],
                body: pieces(of: "--XX\r\n\(Self.part)\r\n\(String(repeating: "x", count: 2000))\r\n--XX--"), id: "x"),
            limit: 1000)
        var taken = 0
        #expect { while let piece = try upload.next() { taken += piece.count } } throws: {
            ($0 as? APIError)?.status == 413
        }
        #expect((1...1000).contains(taken))
    }

    @Test func `a body whose length nobody said is counted over all its pieces`() throws {
        let text = String(repeating: "x", count: 1000)
        #expect(try pieces(of: text).bytes(atMost: 1000).count == 1000)
        #expect { try pieces(of: text).bytes(atMost: 999) } throws: { ($0 as? APIError)?.status == 413 }
    }

    /// A body that comes 400 bytes at a time.
    private func pieces(of text: String) -> RequestBody {
        var rest = Array(text.utf8)[...]
        return RequestBody(length: nil) {
            defer { rest = rest.dropFirst(400) }
            return rest.isEmpty ? nil : rest.prefix(400)
        }
    }
}
