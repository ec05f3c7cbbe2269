import Invoices
import JSON
import Testing

@testable import API

@Suite(.serialized) struct PageEndpointTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    /// The only page of a completed job.
    private func page(of job: String) throws -> JSONValue {
        let filter = PercentCoding.encode("{\"job\":\"\(job)\"}")
        let list = try bench.get("/ocr-invoice-job-page?filter=\(filter)")
        #expect(list.json["total"]?.int == 1)
        return try #require(list.data?.array?.first)
    }

    @Test func `processing makes pages, with words, blocks, fields and cells`() throws {
        let job = try bench.completedJob()
        let listed = try page(of: job)
        #expect(listed["ocrResults"]?["words"] == nil)
        #expect(listed["ocrResults"]?["blocks"] == nil)
        #expect(listed["ocrResults"]?["text"]?.string == "Invoice RE-17 Total 1471.60")
        let id = try #require(listed["_id"]?.string)
        let answer = try bench.get("/ocr-invoice-job-page/\(id)")
        let data = try #require(answer.data)
        #expect(answer.header("ETag") != nil)
        #expect(data["job"]?.string == job)
        #expect(data["pageNumber"]?.int == 1)
        #expect(data["status"]?.string == "completed")
        #expect(data["imageProperties"]?["dpi"]?.int == 300)
        #expect(data["imageProperties"]?["colorSpace"]?.string == "gray")
        #expect(data["ocrResults"]?["words"]?.array?.count == 4)
        #expect(data["ocrResults"]?["words"]?.array?.first?["text"]?.string == "Invoice")
        #expect(data["ocrResults"]?["blocks"]?.array?.first?["blockType"]?.string == "text")
        #expect(data["extractedFields"]?.array?.count == 2)
        #expect(data["tableData"]?.array?.first?["rowIndex"]?.int == 0)
        #expect(data["tableData"]?.array?.first?["columnIndex"]?.int == 3)
        #expect(data["tableData"]?.array?.first?["cellText"]?.string == "1471.60")
        #expect(data["processingTime"]?.double == 1.2)
        #expect(try #require(data["startedAt"]?.string) < #require(data["completedAt"]?.string))
        #expect(data["pageUrl"]?.string == "http://host/mount/ocr-invoice-job-page/\(id)/image")
    }

    @Test func `include brings words into lists`() throws {
        let job = try bench.completedJob()
        let filter = PercentCoding.encode("{\"job\":\"\(job)\"}")
        let list = try bench.get("/ocr-invoice-job-page?include=ocrResults&filter=\(filter)")
        #expect(list.data?.array?.first?["ocrResults"]?["words"]?.array?.count == 4)
        #expect(try bench.get("/ocr-invoice-job-page?include=all").status == 400)
    }

    @Test func `a page's picture is a JPEG`() throws {
        let id = try page(of: bench.completedJob())["_id"]?.string ?? ""
        let answer = try bench.send("GET", "/ocr-invoice-job-page/\(id)/image", headers: ["accept": "image/*"])
        #expect(answer.status == 200)
        #expect(answer.header("Content-Type") == "image/jpeg")
        #expect(answer.bytes == [0xFF, 0xD8, 0xFF, 0xD9])
        #expect(try Bench().get("/ocr-invoice-job-page/\(id)/image").status == 404)
    }

    @Test func `a region is read again`() throws {
        var bench = bench
        bench.services.readRegion = { asked, _ in
            .init(text: "\(asked.jpeg.count) \(asked.region.width) \(asked.languages)", confidence: 0.5)
        }
        let id = try page(of: bench.completedJob())["_id"]?.string ?? ""
        let box = #"{"coordinates": {"x": 0, "y": 0, "width": 0.5, "height": 0.5}}"#
        let answer = try bench.post("/ocr-invoice-job-page/\(id)/read", box)
        #expect(answer.data?["text"]?.string == #"4 0.5 ["eng"]"#)
        #expect(answer.data?["confidence"]?.double == 0.5)
        let outside = #"{"coordinates": {"x": 0.6, "y": 0, "width": 0.5, "height": 0.5}}"#
        #expect(try bench.post("/ocr-invoice-job-page/\(id)/read", outside).faults == ["/coordinates out_of_range"])
        let nobody = try self.bench.post("/ocr-invoice-job-page/\(id)/read", box)
        #expect(nobody.status == 503)
        #expect(nobody.code == "reader_not_available")
    }

    @Test func `a correction shows in the results and survives a second reading`() throws {
        let job = try bench.completedJob()
        try bench.correct("invoice.number", to: "RE-18", in: job)
        for _ in 0..<2 {
            let data = try #require(try bench.get("/ocr-invoice-job/\(job)/results").data)
            let field = data["fields"]?.array?.first { $0["name"]?.string == "invoice.number" }
            #expect(field?["value"]?.string == "RE-18")
            #expect(field?["source"]?.string == "correction")
            #expect(data["extractedData"]?["invoice"]?["number"]?.string == "RE-18")
            try bench.process(job)
        }
    }

    @Test func `a client adds a page, changes it and takes it away`() throws {
        let job = try bench.newJob()
        let body = """
            {"job": "\(job)", "pageNumber": 2, "pageUrl": "https://example.com/2.png", "pageType": "footer",
             "imageProperties": {"width": 10, "colorSpace": "rgb"}, "metadata": {"m": 1},
             "annotations": [{"type": "comment", "text": "hm", "coordinates": {"x":0,"y":0,"width":1,"height":1}}]}
            """
        let created = try bench.post("/ocr-invoice-job-page", body)
        #expect(created.status == 201)
        let id = try #require(created.data?["_id"]?.string)
        #expect(created.header("Location") == "http://host/mount/ocr-invoice-job-page/\(id)")
        #expect(created.data?["status"]?.string == "pending")
        #expect(created.data?["pageUrl"]?.string == "https://example.com/2.png")
        #expect(created.data?["imageProperties"]?["colorSpace"]?.string == "rgb")
        #expect(created.data?["annotations"]?.array?.first?["createdAt"]?.string == "2023-11-14T22:13:20.000Z")
        let again = try bench.post("/ocr-invoice-job-page", body)
        #expect(again.status == 409)
        #expect(again.code == "duplicate_page_number")
        let tag = try #require(created.header("ETag"))
        let changed = try bench.put(
            "/ocr-invoice-job-page/\(id)", body.replacing("footer", with: "summary"), headers: ["if-match": tag])
        #expect(changed.data?["pageType"]?.string == "summary")
        #expect(try bench.put("/ocr-invoice-job-page/\(id)", body, headers: ["if-match": tag]).status == 412)
        #expect(
            try bench.delete("/ocr-invoice-job-page/\(id)").json["message"]?.string
                == "OCR invoice job page deleted successfully")
        #expect(try bench.get("/ocr-invoice-job-page/\(id)").status == 404)
        let nowhere = body.replacing(job, with: "65a1b2c3d4e5f60718293a4b")
        #expect(try bench.post("/ocr-invoice-job-page", nowhere).faults == ["/job unknown_reference"])
    }

    @Test func `an added page goes to whoever reads, and the reason that it could not be read stays with it`() throws {
        let job = try bench.newJob()
        let document = try bench.upload()
        let body = #"{"job": "\#(job)", "pageNumber": 2, "pageUrl": "document:\#(document)"}"#
        let page = try #require(try bench.post("/ocr-invoice-job-page", body).data?["_id"]?.string)
        #expect(try bench.post("/ocr-invoice-job/\(job)/process").status == 202)
        #expect(try bench.delete("/ocr-invoice-document/\(document)").code == "in_use", "an unfinished job needs it")
        try bench.work(on: job) { queue, claimed in
            #expect(claimed.addedPages == [AddedPage(number: 2, url: "document:\(document)")])
            let failure = JobFailure(.documentDamaged, "It is damaged.").ofAddedPage(2)
            let state = try queue.fail(claimed, with: failure)
            #expect(state == .held)
        }
        let data = try #require(try bench.get("/ocr-invoice-job-page/\(page)").data)
        #expect(data["status"]?.string == "failed")
        #expect(data["errorLog"]?.string == "Page 2, added to the job: It is damaged.")
        #expect(try bench.get("/ocr-invoice-job/\(job)").data?["errorCode"]?.string == "document_damaged")
        let failed = PercentCoding.encode(#"{"status": "failed"}"#)
        #expect(try bench.get("/ocr-invoice-job-page?filter=\(failed)").json["total"]?.int == 1)
        #expect(try bench.delete("/ocr-invoice-document/\(document)").status == 200, "the job has ended")
        let gone = body.replacing("\"pageNumber\": 2", with: "\"pageNumber\": 3")
        #expect(try bench.post("/ocr-invoice-job-page", gone).faults == ["/pageUrl unknown_reference"])
    }

    @Test func `what was read can be written back as it is`() throws {
        let job = try bench.completedJob()
        let id = try page(of: job)["_id"]?.string ?? ""
        let data = try #require(try bench.get("/ocr-invoice-job-page/\(id)").data)
        let answer = try bench.put("/ocr-invoice-job-page/\(id)", String(decoding: data.raw, as: UTF8.self))
        #expect(answer.status == 200)
        #expect(answer.data?["pageUrl"]?.string == data["pageUrl"]?.string)
    }
}
