import Invoices
import JSON
import Secrets
import Storage
import Testing

@testable import API

/// Requests whose numbers, names and texts are beyond what the server takes (docs/contract.md section 8).
@Suite(.serialized) struct BoundsEndpointTests {
    private let bench: Bench

    init() throws {
        var bench = try Bench()
        let sealer = try Sealer(key: [UInt8](repeating: 7, count: 32))
        bench.services.webhooks = WebhookStore(database: bench.stores.database, sealer: sealer)
        self.bench = bench
    }

    /// Every list that there is.
    private func lists() throws -> [String] {
        let hook = try bench.post(
            "/ocr-invoice-webhook", #"{"url": "https://erp.example/hook", "events": ["job.failed"]}"#)
        let id = try #require(hook.data?["_id"]?.string)
        let group = try bench.newGroup()
        let job = try bench.newJob(", \"group\": \"\(group)\"")
        return [
            "/ocr-invoice-job", "/ocr-invoice-job-group", "/ocr-invoice-job-template", "/ocr-invoice-job-page",
            "/ocr-invoice-job-group/\(group)/jobs", "/ocr-invoice-webhook", "/ocr-invoice-webhook/\(id)/deliveries",
            "/ocr-invoice-document", "/ocr-invoice-supplier", "/ocr-invoice-key", "/ocr-invoice-user",
            "/ocr-invoice-job/\(job)/history",
        ]
    }

    @Test func `the tests know every list`() throws {
        let known = try lists().count
        #expect(Routes.all(bench.services).count { $0.parameters.contains("offset") } == known)
    }

    @Test func `a list far behind its end is empty, at the greatest offset, too`() throws {
        for list in try lists() {
            for offset in [1000, 999_999_999, 1_000_000_000] {
                let answer = try bench.get("\(list)?limit=100&offset=\(offset)")
                #expect(answer.status == 200 && answer.data?.array?.isEmpty == true, "\(list) from \(offset)")
            }
        }
    }

    @Test(arguments: ["1000000001", "9223372036854775807", "9223372036854775808", "-1", "1e9", "-9223372036854775808"])
    func `an offset beyond is 400 in every list`(offset: String) throws {
        for list in try lists() {
            let answer = try bench.get("\(list)?limit=100&offset=\(offset)")
            #expect(answer.status == 400 && answer.faults == ["/offset parameter_invalid"], "\(list)")
        }
    }

    @Test(arguments: ["0", "101", "9223372036854775807", "-9223372036854775808"])
    func `a limit beyond is 400 in every list`(limit: String) throws {
        for list in try lists() {
            let answer = try bench.get("\(list)?limit=\(limit)&offset=1000000000")
            #expect(answer.status == 400 && answer.faults == ["/limit parameter_invalid"], "\(list)")
        }
    }

    @Test func `a filter or a search with the greatest offset is answered`() throws {
        _ = try bench.completedJob(#", "metadata": {"colour": "red"}"#)
        for query in [
            #"filter={"status":"completed"}"#, #"filter={"metadata.colour":"red"}"#, "search=RE-17", "sort=jobNumber",
            #"filter={"documentName":"a.pdf"}&sort=cost"#,
        ] {
            let escaped = query.split(separator: "&").map { part in
                let pair = part.split(separator: "=", maxSplits: 1)
                return "\(pair[0])=\(PercentCoding.encode(String(pair[1])))"
            }.joined(separator: "&")
            let answer = try bench.get("/ocr-invoice-job?\(escaped)&limit=100&offset=1000000000")
            #expect(answer.status == 200 && answer.data?.array?.isEmpty == true, "\(query)")
            #expect(answer.json["total"]?.int == 1, "\(query)")
        }
    }

    @Test(arguments: [
        ("createdAt", #"{"$gte": "1899-12-31"}"#), ("extractedData.invoice.date", #""2200-01-01""#),
        ("createdAt", #"{"$lt": "9999-12-31T00:00:00Z"}"#),
    ])
    func `a filter by a date of no invoice's year is 400`(field: String, operand: String) throws {
        let filter = PercentCoding.encode("{\"\(field)\": \(operand)}")
        #expect(try bench.get("/ocr-invoice-job?filter=\(filter)").code == "filter_invalid")
    }

    // MARK: Fields

    private func template(_ field: String) -> String {
        """
        {"name": "t", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": {"fields": [\(field)]}}
        """
    }

    @Test func `a template with a name that is no field's is refused, with the nearest`() throws {
        for (name, nearest) in [
            ("lineItems[-1].description", "lineItems[0].description"), ("invoice.totl", "invoice.amounts.total"),
        ] {
            let answer = try bench.post(
                "/ocr-invoice-job-template", template(#"{"name": "\#(name)", "pattern": "(\\d+)"}"#))
            #expect(answer.status == 422 && answer.faults == ["/extractionRules/fields/0/name unknown_field"])
            let detail = answer.json["errors"]?.array?.first?["detail"]?.string
            #expect(detail?.contains("Did you mean \(nearest)?") == true)
        }
        let own = try bench.post(
            "/ocr-invoice-job-template", template(#"{"name": "parcels", "pattern": "(\\d+)"}"#))
        #expect(own.status == 201)
    }

    private func annotate(_ field: String, _ text: String, in job: String) throws -> Bench.Answer {
        let filter = PercentCoding.encode("{\"job\":\"\(job)\"}")
        let page = try #require(try bench.get("/ocr-invoice-job-page?filter=\(filter)").data?.array?.first)
        let (id, url) = (page["_id"]?.string ?? "", page["pageUrl"]?.string ?? "")
        return try bench.put(
            "/ocr-invoice-job-page/\(id)",
            """
            {"job": "\(job)", "pageNumber": 1, "pageUrl": "\(url)",
             "annotations": [{"type": "correction", "field": "\(field)", "text": "\(text)"}]}
            """)
    }

    /// Completes the job with the usual reading, changed.
    private func complete(_ id: String, _ change: (inout Extraction) -> Void) throws {
        let usual = Bench.reading
        var extraction = usual.extraction
        change(&extraction)
        let reading = ReadResult(document: usual.document, pages: usual.pages, extraction: extraction)
        _ = try bench.post("/ocr-invoice-job/\(id)/process")
        try bench.work(on: id) { queue, job in _ = try queue.complete(job, with: reading) }
    }

    @Test func `a field that a template named may be corrected, another's may not`() throws {
        let id = try bench.newJob()
        try complete(id) { extraction in
            extraction.fields.append(
                Field(name: "parcels", value: .text("3"), rawText: "3", confidence: 0.9, page: 1, source: .ocr))
        }
        #expect(try annotate("parcels", "4", in: id).status == 200)
        let refused = try annotate("parcel", "4", in: id)
        #expect(refused.status == 422 && refused.faults == ["/annotations/0/field unknown_field"])
        let shown = try bench.get("/ocr-invoice-job/\(id)/results").data?["fields"]?.array ?? []
        #expect(shown.contains { $0["name"]?.string == "parcels" && $0["value"]?.string == "4" })
    }

    @Test func `corrections at the bounds are shown`() throws {
        let id = try bench.completedJob()
        #expect(try annotate("invoice.amounts.total", "999999999999999999999999999999e20", in: id).status == 200)
        let results = try bench.get("/ocr-invoice-job/\(id)/results")
        #expect(
            results.data?["extractedData"]?["invoice"]?["amounts"]?["total"]?.number
                == "999999999999999999999999999999e20")
        #expect(try bench.get("/ocr-invoice-job?limit=1").status == 200)
    }

    // MARK: What an older program stored

    @Test func `a stored correction of a row that there cannot be changes nothing`() throws {
        for field in ["lineItems[-1].amount", "lineItems[10000].amount", "lineItems[-9223372036854775808].x"] {
            let id = try bench.completedJob()
            let job = try #require(Job.ID(id))
            let annotation = """
                [{"type": "correction", "field": "\(field)", "text": "1", "coordinates": null, "createdBy": null,
                  "createdAt": "2026-01-01T00:00:00.000Z"}]
                """
            _ = try bench.stores.pages.insert(
                PageDraft(
                    job: job, number: 2, url: "https://example.com/2.png", type: nil, imageProperties: nil,
                    annotations: Array(annotation.utf8), metadata: nil), of: bench.account)
            try bench.process(id)
            let results = try bench.get("/ocr-invoice-job/\(id)/results")
            #expect(results.data?["extractedData"]?["lineItems"]?.array?.count == 1, "\(field)")
            #expect(try bench.get("/ocr-invoice-job-page").status == 200)
        }
    }

    @Test func `a finding's code is answered, and left out where it has none`() throws {
        let id = try bench.newJob()
        try complete(id) { extraction in
            extraction.findings.append(
                Finding(field: "paymentTerms", severity: .warning, message: "It was cut.", code: .textCut))
        }
        let errors = try bench.get("/ocr-invoice-job/\(id)/results").data?["validationResults"]?["errors"]?.array
        #expect(errors?.map { $0["code"]?.string } == [nil, "text_cut"])
    }
}
