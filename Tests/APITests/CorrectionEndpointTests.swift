import JSON
import Testing

@testable import API

/// Corrections among a page's annotations: how they are read, refused and judged.
@Suite(.serialized) struct CorrectionEndpointTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    /// The only page of the job, with these annotations.
    private func put(_ annotations: String, in job: String) throws -> Bench.Answer {
        let filter = PercentCoding.encode("{\"job\":\"\(job)\"}")
        let page = try #require(try bench.get("/ocr-invoice-job-page?filter=\(filter)").data?.array?.first)
        return try bench.put(
            "/ocr-invoice-job-page/\(page["_id"]?.string ?? "")",
            """
            {"job": "\(job)", "pageNumber": 1, "pageUrl": "\(page["pageUrl"]?.string ?? "")", "annotations": [\(annotations)]}
            """)
    }

    private func correction(_ field: String, _ text: String) -> String {
        #"{"type": "correction", "field": "\#(field)", "text": "\#(text)"}"#
    }

    private func results(_ job: String) throws -> JSONValue {
        try #require(try bench.get("/ocr-invoice-job/\(job)/results").data)
    }

    @Test func `it is read in the form of print, and says what it was read as`() throws {
        let job = try bench.completedJob()
        let answer = try put(
            [correction("invoice.amounts.total", "4'503,64 CHF"), correction("invoice.dueDate", "31.12.2025")]
                .joined(separator: ","), in: job)
        #expect(answer.status == 200)
        let annotations = try #require(answer.data?["annotations"]?.array)
        #expect(annotations[0]["text"]?.string == "4'503,64 CHF")
        #expect(annotations[0]["value"]?.number == "4503.64")
        #expect(annotations[1]["value"]?.string == "2025-12-31")
        let invoice = try results(job)["extractedData"]?["invoice"]
        #expect(invoice?["amounts"]?["total"]?.number == "4503.64")
        #expect(invoice?["dueDate"]?.string == "2025-12-31")
        // What was read can be written back.
        let id = try #require(answer.data?["_id"]?.string)
        let again = try bench.put(
            "/ocr-invoice-job-page/\(id)", String(decoding: answer.data?.raw ?? [], as: UTF8.self))
        #expect(again.status == 200)
        #expect(again.data?["annotations"]?.array?.first?["value"]?.number == "4503.64")
    }

    @Test(arguments: [
        ("invoice.amounts.total", "twelve", "/annotations/0/text unreadable"),
        ("invoice.amounts.total", "", "/annotations/0/text unreadable"),
        ("invoice.dueDate", "31.13.2025", "/annotations/0/text unreadable"),
        ("invoice.foo", "x", "/annotations/0/field unknown_field"),
        ("lineItems[9].amount", "5", "/annotations/0/field unknown_row"),
        ("invoice.taxLines[1].net", "5", "/annotations/0/field unknown_row"),
    ])
    func `it is refused, and the results stay`(field: String, text: String, fault: String) throws {
        let job = try bench.completedJob()
        let answer = try put(correction(field, text), in: job)
        #expect(answer.status == 422)
        #expect(answer.faults == [fault])
        let detail = try #require(answer.json["errors"]?.array?.first?["detail"]?.string)
        #expect(detail.contains(field))
        #expect(try results(job)["extractedData"]?["invoice"]?["amounts"]?["total"]?.number == "1471.6")
        #expect(try bench.get("/ocr-invoice-job/\(job)/history").json["total"]?.int == 1)
    }

    @Test func `it must name its field`() throws {
        let job = try bench.completedJob()
        let answer = try put(#"{"type": "correction", "text": "x"}, {"type": "comment", "text": "y"}"#, in: job)
        #expect(answer.faults == ["/annotations/0/field required"])
    }

    @Test func `new rows follow one another`() throws {
        let job = try bench.completedJob()
        let rows = [correction("lineItems[2].amount", "3"), correction("lineItems[1].amount", "2")]
        let answer = try put(rows.joined(separator: ","), in: job)
        #expect(answer.status == 200)
        #expect(try results(job)["extractedData"]?["lineItems"]?.array?.count == 3)
        // The second row goes, so the third has none to follow.
        #expect(try put(rows[0], in: job).faults == ["/annotations/0/field unknown_row"])
    }

    @Test func `it is judged at once, and again when the document is read again`() throws {
        let job = try bench.completedJob()
        #expect(try results(job)["validationResults"]?["isValid"]?.bool == true)
        let wrong = [
            correction("invoice.date", "2025-06-30"), correction("invoice.dueDate", "2020-01-01"),
            correction("invoice.payment.iban", "CH00 WRONG"),
        ]
        #expect(try put(wrong.joined(separator: ","), in: job).status == 200)
        for _ in 0..<2 {
            for answer in [try results(job), try #require(try bench.get("/ocr-invoice-job/\(job)").data)] {
                let validation = answer["validationResults"]
                #expect(validation?["isValid"]?.bool == false)
                let errors = validation?["errors"]?.array?.filter { $0["severity"]?.string == "error" } ?? []
                let fields = Set(errors.compactMap { $0["field"]?.string })
                #expect(fields.isSuperset(of: ["invoice.dueDate", "invoice.payment.iban"]))
            }
            try bench.process(job)
        }
        #expect(try put("", in: job).status == 200)
        #expect(try results(job)["validationResults"]?["isValid"]?.bool == true)
    }

    @Test func `a value can be said to be missing`() throws {
        let job = try bench.completedJob()
        let missing = #"{"type": "correction", "field": "invoice.number", "isMissing": true}"#
        let answer = try put(missing, in: job)
        #expect(answer.data?["annotations"]?.array?.first?["isMissing"]?.bool == true)
        #expect(try results(job)["extractedData"]?["invoice"]?["number"]?.isNull == true)
        let both = #"{"type": "correction", "field": "invoice.number", "isMissing": true, "text": "A-1"}"#
        #expect(try put(both, in: job).faults == ["/annotations/0/text not_allowed"])
    }

    @Test func `it shows at once on a page that is added`() throws {
        let job = try bench.completedJob()
        let body = """
            {"job": "\(job)", "pageNumber": 2, "pageUrl": "https://example.com/2.png",
             "annotations": [\(correction("invoice.number", "RE-99"))]}
            """
        #expect(try bench.post("/ocr-invoice-job-page", body).status == 201)
        #expect(try results(job)["extractedData"]?["invoice"]?["number"]?.string == "RE-99")
    }

    @Test func `it may name a template's own field that was not found`() throws {
        let template = try bench.post(
            "/ocr-invoice-job-template",
            """
            {"name": "own", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules":
             {"fields": [{"name": "Kostenstelle", "type": "amount", "pattern": "Kostenstelle (.*)"}]}}
            """)
        let id = try #require(template.data?["_id"]?.string)
        let job = try bench.completedJob()
        let data = Bench.job("own", "").replacing("\"default\"", with: "\"\(id)\"")
        #expect(try bench.put("/ocr-invoice-job/\(job)", data).status == 200)
        let answer = try put(correction("Kostenstelle", "1.234,50"), in: job)
        #expect(answer.data?["annotations"]?.array?.first?["value"]?.number == "1234.5")
    }
}
