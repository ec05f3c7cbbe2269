import Foundation
import JSON
import TestSupport
import Testing

/// Documents as PDFs, and e-invoices with pages, through nginx and the readers.
@Suite struct PDFResultTests {
    private let caller: Caller

    init() throws { caller = Caller(try RunningServer.shared.get()) }

    @Test func `a scan comes back as a searchable PDF, and no longer once its bytes are deleted`() throws {
        let url = try caller.upload(Caller.sample("hardware-es.png"))
        let job = try caller.createJob(url, name: "a.png")
        try caller.process(job)
        _ = try caller.ended(job)
        let pdf = try caller.client.get("/ocr-invoice-job/\(job)/results?format=pdf")
        #expect(pdf.status == 200 && pdf.headers["content-type"] == "application/pdf")
        #expect(pdf.body.starts(with: "%PDF-1.".utf8))
        let hybrid = try caller.client.get("/ocr-invoice-job/\(job)/results?format=facturx")
        #expect(hybrid.headers["pdf-conformance"] == "PDF/A-3B")
        #expect(hybrid.body.count > pdf.body.count)
        let id = url.dropFirst("document:".count)
        #expect(try caller.client.send("DELETE", "/ocr-invoice-document/\(id)").status == 200)
        let gone = try caller.client.get("/ocr-invoice-job/\(job)/results?format=pdf")
        #expect(gone.status == 409)
        #expect(try gone.json()["code"]?.string == "document_gone")
    }

    @Test func `no PDF is made of another document than the results were read from`() throws {
        let job = try caller.createJob(caller.upload(Caller.sample("hardware-es.png")), name: "a.png")
        try caller.process(job)
        _ = try caller.ended(job)
        let other = try caller.upload(Caller.sample("consultancy-en.pdf"))
        let body =
            #"{"jobNumber": "PDF-\#(job)", "documentName": "b.pdf", "documentUrl": "\#(other)", "template": "default"}"#
        #expect(
            try caller.client.send(
                "PUT", "/ocr-invoice-job/\(job)", headers: ["Content-Type": "application/json"], body: Array(body.utf8)
            ).status == 200)
        for format in ["pdf", "facturx"] {
            let answer = try caller.client.get("/ocr-invoice-job/\(job)/results?format=\(format)")
            #expect(try answer.status == 409 && answer.json()["code"]?.string == "document_gone")
        }
        try caller.process(job)
        _ = try caller.ended(job)
        #expect(try caller.client.get("/ocr-invoice-job/\(job)/results?format=pdf").status == 200)
    }

    @Test func `an e-invoice in XML has a page, costs nothing, and takes a page that a client adds`() throws {
        let job = try caller.createJob(caller.upload(Caller.sample("einvoice-de.xml")), name: "a.xml")
        try caller.process(job)
        let ended = try caller.ended(job)
        #expect(ended["status"]?.string == "completed" && ended["documentInfo"]?["pages"]?.int == 1)
        #expect(ended["cost"]?.double == 0)
        let filter = "%7B%22job%22:%22\(job)%22%7D"
        let pages = try caller.client.get("/ocr-invoice-job-page?filter=\(filter)").json()["data"]?.array
        let page = try #require(pages?.first)
        #expect(page["imageProperties"]?["isRendered"]?.bool == true)
        let image = try #require(page["_id"]?.string)
        #expect(try caller.client.get("/ocr-invoice-job-page/\(image)/image").status == 200)
        let url = try caller.upload(Caller.sample("hardware-es.png"))
        let added = try caller.client.post(
            "/ocr-invoice-job-page", #"{"job": "\#(job)", "pageNumber": 2, "pageUrl": "\#(url)"}"#)
        try #require(added.status == 201, "\(added.text)")
        try caller.process(job)
        let again = try caller.ended(job)
        #expect(again["status"]?.string == "completed" && again["documentInfo"]?["pages"]?.int == 2)
        #expect(
            again["extractedData"]?["invoice"]?["number"]?.string
                == ended["extractedData"]?["invoice"]?["number"]?.string)
    }
}
