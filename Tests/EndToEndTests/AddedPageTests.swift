import Foundation
import JSON
import TestSupport
import Testing

/// Pages that clients add to a job, through nginx and the readers.
@Suite struct AddedPageTests {
    private let caller: Caller

    init() throws { caller = Caller(try RunningServer.shared.get()) }

    private func add(_ number: Int, _ url: String, to job: String) throws -> String {
        let body = #"{"job": "\#(job)", "pageNumber": \#(number), "pageUrl": "\#(url)"}"#
        let answer = try caller.client.post("/ocr-invoice-job-page", body)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(try answer.json()["data"]?["_id"]?.string)
    }

    @Test func `a page that a client added is read with the document`() throws {
        let job = try caller.createJob(caller.upload(Caller.sample("consultancy-en.pdf")))
        let page = try add(2, caller.upload(Caller.sample("hardware-es.png")), to: job)
        try caller.process(job)
        #expect(try caller.ended(job)["documentInfo"]?["pages"]?.int == 2)
        let read = try caller.client.get("/ocr-invoice-job-page/\(page)").json()["data"]
        #expect(read?["status"]?.string == "completed")
        #expect(read?["ocrResults"]?["text"]?.string?.contains("FACTURA") == true)
        #expect(try caller.client.get("/ocr-invoice-job-page/\(page)/image").status == 200)
    }

    @Test func `a page in place of the document's only one is all that is read`() throws {
        let job = try caller.createJob(caller.upload(Caller.sample("hardware-es.png")), name: "a.png")
        _ = try add(1, caller.upload(Caller.sample("consultancy-en.pdf")), to: job)
        try caller.process(job)
        let ended = try caller.ended(job)
        #expect(ended["extractedData"]?["invoice"]?["number"]?.string == "INV-002417")
    }

    @Test func `an added page that is not there fails the job, which says so`() throws {
        let job = try caller.createJob(caller.upload(Caller.sample("consultancy-en.pdf")))
        _ = try add(4, "http://127.0.0.1:9/page.png", to: job)
        try caller.process(job)
        let ended = try caller.ended(job)
        #expect(ended["errorCode"]?.string == "document_blocked")
        #expect(ended["errorLog"]?.string?.hasPrefix("Page 4, added to the job: ") == true)
    }
}
