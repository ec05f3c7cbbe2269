import Foundation
import JSON
import TestSupport
import Testing

/// Documents that cannot be read: the job fails with a code for programs and a sentence for a bookkeeper.
@Suite struct BadDocumentTests {
    /// File, the errorCode of its job; the document was drawn or cut by scripts/draw-samples.
    @Test(arguments: [
        ("encrypted.pdf", "document_encrypted"), ("truncated.pdf", "document_damaged"),
        ("truncated.png", "document_damaged"), ("header-only.pdf", "document_damaged"),
        ("html.pdf", "document_type_unsupported"), ("text.png", "document_type_unsupported"),
        ("zeros.tiff", "document_type_unsupported"), ("empty.pdf", "document_empty"),
    ])
    func `a document that is no invoice fails its job and says why`(file: String, code: String) throws {
        let server = try RunningServer.shared.get()
        let bytes = try Caller.sample("damaged/" + file)
        let upload = try server.client.send(
            "POST", "/ocr-invoice-document", headers: ["Content-Type": "application/octet-stream"], body: bytes)
        // What is seen to be no document may be refused at once; what was taken must fail its job.
        guard upload.status == 201 else {
            #expect([400, 415, 422].contains(upload.status), "\(upload.text)")
            return
        }
        let url = try #require(try upload.json()["data"]?["url"]?.string)
        let caller = Caller(server)
        let job = try caller.createJob(url, name: file)
        try caller.process(job)
        let ended = try caller.ended(job)
        #expect(ended["status"]?.string == "failed")
        #expect(ended["errorCode"]?.string == code)
        let sentence = ended["errorLog"]?.string ?? ""
        #expect(sentence.hasSuffix("."))
        #expect(!sentence.contains("/tmp"))
    }

    @Test func `a picture that is said to be a PDF fails as that`() throws {
        let caller = Caller(try RunningServer.shared.get())
        let job = try caller.read(
            Caller.sample("damaged/picture.pdf"), name: "picture.pdf", extra: ", \"documentType\": \"pdf\"")
        #expect(job["status"]?.string == "failed")
        #expect(job["errorCode"]?.string == "document_type_mismatch")
    }

    @Test func `an address inside is never fetched`() throws {
        let server = try RunningServer.shared.get()
        let caller = Caller(server)
        let job = try caller.createJob("http://127.0.0.1:\(server.nginx.port)/docs")
        try caller.process(job)
        let ended = try caller.ended(job)
        #expect(ended["status"]?.string == "failed")
        #expect(ended["errorCode"]?.string == "document_blocked")
    }
}
