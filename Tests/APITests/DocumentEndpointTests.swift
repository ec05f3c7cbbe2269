import JSON
import Secrets
import Testing

@testable import API

struct DocumentEndpointTests {
    private let bench: Bench
    private let pdf = Array("%PDF-1.4\n".utf8) + [UInt8](repeating: 7, count: 3 << 20)

    private let digest: String

    init() throws {
        bench = try Bench()
        digest = try Digest.sha256(pdf).hex
    }

    private func upload(_ bytes: [UInt8], type: String = "application/octet-stream") throws -> Bench.Answer {
        try bench.send("POST", "/ocr-invoice-document", headers: ["content-type": type], body: bytes)
    }

    @Test func `an upload is stored, told by its bytes, and given back`() throws {
        let answer = try upload(pdf, type: "image/png")
        #expect(answer.status == 201)
        let id = try #require(answer.data?["_id"]?.string)
        #expect(answer.data?["url"]?.string == "document:\(id)")
        #expect(answer.data?["size"]?.int == pdf.count)
        #expect(answer.data?["sha256"]?.string == digest)
        #expect(answer.data?["documentType"]?.string == "pdf")
        #expect(answer.header("Location") == "http://host/mount/ocr-invoice-document/\(id)")
        #expect(try bench.get("/ocr-invoice-document/\(id)").data?["size"]?.int == pdf.count)
        let content = try bench.get("/ocr-invoice-document/\(id)/content")
        #expect(content.bytes == pdf)
        #expect(content.header("Content-Type") == "application/pdf")
        #expect(content.header("Content-Disposition")?.hasPrefix("attachment") == true)
        #expect(content.response.length == pdf.count)
        #expect(answer.data?["name"]?.isNull == true)
    }

    @Test func `a file's name is kept, of a form and of bytes`() throws {
        let form =
            Array("--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a b.pdf\"\r\n\r\n".utf8) + pdf
            + Array("\r\n--X--\r\n".utf8)
        let made = try upload(form, type: "multipart/form-data; boundary=X")
        #expect(made.data?["name"]?.string == "a b.pdf")
        let bytes = try bench.send(
            "POST", "/ocr-invoice-document", headers: ["content-disposition": "attachment; filename=c.pdf"], body: pdf)
        #expect(bytes.data?["name"]?.string == "c.pdf")
        let id = try #require(bytes.data?["_id"]?.string)
        #expect(try bench.get("/ocr-invoice-document/\(id)").data?["name"]?.string == "c.pdf")
    }

    @Test func `uploads are listed, the newest first, by limit and offset`() throws {
        let ids = try (0..<3).map { _ in try #require(try upload(pdf).data?["_id"]?.string) }
        let all = try bench.get("/ocr-invoice-document")
        #expect(all.data?.array?.compactMap { $0["_id"]?.string } == ids.reversed())
        let some = try bench.get("/ocr-invoice-document?limit=1&offset=1")
        #expect(some.json["total"]?.int == 3)
        #expect(some.data?.array?.compactMap { $0["_id"]?.string } == [ids[1]])
    }

    @Test func `a range of the bytes is answered alone, over the edges of chunks, too`() throws {
        let bytes = pdf.indices.map { UInt8(truncatingIfNeeded: $0 / 1000) }
        let file = Array("%PDF-1.4\n".utf8) + bytes
        let id = try #require(try upload(file).data?["_id"]?.string)
        func content(_ range: String, _ more: [String: String] = [:]) throws -> Bench.Answer {
            let headers = ["range": range].merging(more) { $1 }
            return try bench.send("GET", "/ocr-invoice-document/\(id)/content", headers: headers)
        }
        let part = try content("bytes=1048570-2097160")
        #expect(part.status == 206)
        #expect(part.bytes == Array(file[1_048_570...2_097_160]))
        #expect(part.header("Content-Range") == "bytes 1048570-2097160/\(file.count)")
        #expect(try content("bytes=-7").bytes == Array(file.suffix(7)))
        let behind = try content("bytes=\(file.count)-")
        #expect(behind.status == 416 && behind.code == "range_not_satisfiable")
        #expect(behind.header("Content-Range") == "bytes */\(file.count)")
        #expect(try content("bytes=0-1", ["if-range": "\"other\""]).status == 200)
        #expect(try content("bytes=0-1", ["if-range": part.header("ETag") ?? ""]).status == 206)
    }

    @Test func `without room neither a document nor a job is accepted`() throws {
        var bench = bench
        bench.services.hasRoom = { false }
        for (path, type) in [("/ocr-invoice-document", "application/pdf"), ("/ocr-invoice-job", "application/json")] {
            let answer = try bench.send("POST", path, headers: ["content-type": type], body: pdf)
            #expect(answer.status == 503 && answer.code == "storage_full")
            #expect(answer.header("Retry-After") == "60")
        }
    }

    @Test func `a form with one file is the same`() throws {
        let form =
            Array("--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n".utf8) + pdf
            + Array("\r\n--XX--\r\n".utf8)
        let answer = try upload(form, type: "multipart/form-data; boundary=XX")
        #expect(answer.status == 201)
        #expect(answer.data?["sha256"]?.string == digest)
        let broken = try upload(Array(form.dropLast(8)), type: "multipart/form-data; boundary=XX")
        #expect(broken.status == 400)
        #expect(broken.code == "multipart_malformed")
    }

    @Test func `what is empty, of no kind or too large is refused`() throws {
        #expect(try upload([]).faults == [" document_empty"])
        #expect(try upload(Array("<html>no</html>".utf8)).code == "document_type_unsupported")
        var small = bench
        small.services.uploadLimit = 1000
        let answer = try small.send("POST", "/ocr-invoice-document", body: pdf)
        #expect(answer.status == 413)
    }

    @Test func `another's document is not there`() throws {
        let id = try #require(try upload(pdf).data?["_id"]?.string)
        let other = try Bench()
        #expect(try other.get("/ocr-invoice-document/\(id)").status == 404)
        #expect(try other.get("/ocr-invoice-document/\(id)/content").status == 404)
        #expect(try other.delete("/ocr-invoice-document/\(id)").status == 404)
        let job = #"{"jobNumber": "1", "documentName": "a", "documentUrl": "document:\#(id)", "template": "default"}"#
        #expect(try other.post("/ocr-invoice-job", job).faults == ["/documentUrl unknown_reference"])
    }

    @Test func `it is deleted only while no unfinished job needs it`() throws {
        let id = try #require(try upload(pdf).data?["_id"]?.string)
        let job = try bench.post(
            "/ocr-invoice-job",
            #"{"jobNumber": "1", "documentName": "a", "documentUrl": "document:\#(id)", "template": "default"}"#)
        let refused = try bench.delete("/ocr-invoice-document/\(id)")
        #expect(refused.status == 409)
        #expect(refused.code == "in_use")
        _ = try bench.delete("/ocr-invoice-job/\(job.data?["_id"]?.string ?? "")")
        let answer = try bench.delete("/ocr-invoice-document/\(id)")
        #expect(answer.json["message"]?.string == "OCR invoice document deleted successfully")
        #expect(try bench.get("/ocr-invoice-document/\(id)").status == 404)
    }

    @Test func `an upload repeated under one key is stored once`() throws {
        let headers = ["content-type": "application/pdf", "idempotency-key": "up"]
        let first = try bench.send("POST", "/ocr-invoice-document", headers: headers, body: pdf)
        let second = try bench.send("POST", "/ocr-invoice-document", headers: headers, body: pdf)
        #expect(second.status == 201)
        #expect(second.data?["_id"]?.string == first.data?["_id"]?.string)
    }
}
