import Foundation
import JSON
import TestSupport
import Testing

/// What clients rely on besides answers, each through nginx and with real readers.
@Suite struct ContractTests {
    private let caller: Caller

    init() throws { caller = Caller(try RunningServer.shared.get()) }

    private func readJob(_ sample: String) throws -> String {
        let job = try caller.createJob(caller.upload(Caller.sample(sample)), name: sample)
        try caller.process(job)
        #expect(try caller.ended(job)["status"]?.string == "completed")
        return job
    }

    private func page(of job: String) throws -> JSONValue {
        let answer = try caller.client.get("/ocr-invoice-job-page?filter=%7B%22job%22%3A%22\(job)%22%7D")
        return try #require(try answer.json()["data"]?.array?.first)
    }

    private func freshKey() -> [String: String] {
        ["Idempotency-Key": UUID().uuidString, "Content-Type": "application/octet-stream"]
    }

    @Test func `every POST that is repeated under its key is answered again and done once`() throws {
        let bytes = try Caller.sample("consultancy-en.pdf")
        let (first, again) = (freshKey(), freshKey())
        let uploads = try (0..<2).map { _ in
            try caller.client.send("POST", "/ocr-invoice-document", headers: first, body: bytes)
        }
        #expect(uploads.map(\.status) == [201, 201])
        #expect(try Set(uploads.map { try $0.json()["data"]?["_id"]?.string }).count == 1)
        let url = try #require(try uploads[0].json()["data"]?["url"]?.string)
        let job = try caller.createJob(url)
        for _ in 0..<2 {
            #expect(try caller.client.post("/ocr-invoice-job/\(job)/process", headers: again).status == 202)
        }
        #expect(try caller.ended(job)["attempts"]?.array?.count == 1)
        let late = try caller.client.post("/ocr-invoice-job/\(job)/process", headers: again)
        #expect(late.status == 202, "the first answer again, and not a second reading")
        #expect(try caller.job(job)["status"]?.string == "completed")
        let other = try caller.createJob(url)
        let cancel = freshKey()
        for _ in 0..<2 {
            let answer = try caller.client.post("/ocr-invoice-job/\(other)/cancel", headers: cancel)
            #expect(answer.status == 200)
            #expect(try answer.json()["data"]?["status"]?.string == "cancelled")
        }
        let elsewhere = try caller.client.post("/ocr-invoice-job/\(job)/cancel", headers: cancel)
        #expect(try elsewhere.problem(422)["code"]?.string == "idempotency_key_reused")
    }

    @Test func `a correction survives a second reading, and a region is read again`() throws {
        let job = try readJob("hardware-es.png")
        let page = try page(of: job)
        let id = try #require(page["_id"]?.string)
        let body = """
            {"job": "\(job)", "pageNumber": 1, "pageUrl": "\(page["pageUrl"]?.string ?? "")", "annotations":
             [{"type": "correction", "field": "invoice.number", "text": "F-CORRECTED", "createdBy": "a clerk"}]}
            """
        let put = try caller.client.send(
            "PUT", "/ocr-invoice-job-page/\(id)", headers: ["Content-Type": "application/json"], body: Array(body.utf8))
        #expect(put.status == 200, "\(put.text)")
        for _ in 0..<2 {
            let results = try caller.client.get("/ocr-invoice-job/\(job)/results").json()["data"]
            #expect(results?["extractedData"]?["invoice"]?["number"]?.string == "F-CORRECTED")
            let field = results?["fields"]?.array?.first { $0["name"]?.string == "invoice.number" }
            #expect(field?["source"]?.string == "correction")
            try caller.process(job)
            #expect(try caller.ended(job)["status"]?.string == "completed")
        }
        let region = #"{"coordinates": {"x": 0, "y": 0, "width": 1, "height": 0.3}}"#
        let read = try caller.client.post("/ocr-invoice-job-page/\(id)/read", region)
        #expect(read.status == 200, "\(read.text)")
        #expect(try read.json()["data"]?["text"]?.string?.contains("FACTURA") == true)
    }

    @Test func `a tag guards against lost changes`() throws {
        let job = try caller.createJob("https://example.com/a.pdf")
        let tag = try #require(try caller.client.get("/ocr-invoice-job/\(job)").headers["etag"])
        let body = Array(
            """
            {"jobNumber": "\(UUID())", "documentName": "b", "documentUrl": "https://example.com/b.pdf", "template": "default"}
            """.utf8)
        let headers = ["If-Match": tag, "Content-Type": "application/json"]
        #expect(try caller.client.send("PUT", "/ocr-invoice-job/\(job)", headers: headers, body: body).status == 200)
        let lost = try caller.client.send("PUT", "/ocr-invoice-job/\(job)", headers: headers, body: body)
        #expect(try lost.problem(412)["code"]?.string == "precondition_failed")
        let delete = try caller.client.send("DELETE", "/ocr-invoice-job/\(job)", headers: ["If-Match": tag])
        #expect(delete.status == 412)
    }

    @Test func `a request's id comes back, and a harmful one is replaced`() throws {
        let good = try caller.client.get("/ocr-invoice-job/none", headers: ["X-Request-Id": "order-17:a.b_c"])
        #expect(good.headers["x-request-id"] == "order-17:a.b_c")
        #expect(try good.json()["requestId"]?.string == "order-17:a.b_c")
        let bad = try caller.client.get("/ocr-invoice-job/none", headers: ["X-Request-Id": "a b\"<script>"])
        #expect(bad.headers["x-request-id"]?.contains("script") == false)
        #expect(bad.headers["x-request-id"]?.isEmpty == false)
    }

    @Test
    func `every kind of template is tried on pages that were read before, by a worker where a server does not read`()
        throws
    {
        let server = try RunningServer(database: PrivateMariaDB.shared.get())
        let caller = Caller(server)
        let job = try caller.createJob(caller.upload(Caller.sample("consultancy-en.pdf")))
        try caller.process(job)
        #expect(try caller.ended(job)["status"]?.string == "completed")
        let filter = "filter=%7B%22job%22%3A%22\(job)%22%7D"
        let pages = try caller.client.get("/ocr-invoice-job-page?\(filter)").json()["data"]
        let page = try #require(pages?.array?.first?["_id"]?.string)
        server.stop()
        try server.start(["--no-reading"])
        let worker = try server.process(["work"])
        for (fields, number) in [("", "INV-002417"), (#"{"name": "number", "pattern": "INV-(\\d+)"}"#, "002417")] {
            let template = try caller.client.post(
                "/ocr-invoice-job-template",
                """
                {"name": "tried", "ocrEngine": "tesseract", "documentType": "invoice", "isActive": false,
                 "extractionRules": {"fields": [\(fields)]}}
                """)
            let id = try #require(try template.json()["data"]?["_id"]?.string, "\(template.text)")
            var tried: HTTPAnswer?
            // Until the worker is there.
            #expect(
                waitUntil {
                    tried = try? caller.client.post("/ocr-invoice-job-template/\(id)/test", "{\"job\": \"\(job)\"}")
                    return tried?.status == 200
                }, "\(tried?.text ?? "")")
            #expect(try tried?.json()["data"]?["extractedData"]?["invoice"]?["number"]?.string == number)
        }
        let results = try caller.client.get("/ocr-invoice-job/\(job)/results").json()["data"]
        #expect(results?["extractedData"]?["invoice"]?["number"]?.string == "INV-002417", "a trial saves nothing")
        worker.signal(SIGTERM)
        #expect(worker.wait() == 0)
        let region = #"{"coordinates": {"x": 0, "y": 0, "width": 1, "height": 0.3}}"#
        let read = try caller.client.post("/ocr-invoice-job-page/\(page)/read", region)
        #expect(try read.problem(503)["code"]?.string == "reader_not_available")
        #expect(read.headers["retry-after"] != nil)
    }
}
