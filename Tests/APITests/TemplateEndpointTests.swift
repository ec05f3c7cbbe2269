import Invoices
import JSON
import Testing

@testable import API

@Suite(.serialized) struct TemplateEndpointTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    static let whole = """
        {"name": "Acme", "description": "d", "version": "2", "ocrEngine": "tesseract", "documentType": "receipt",
         "extractionRules": {"fields": [{"name": "invoice.number", "type": "text", "required": true,
            "pattern": "No (?<value>\\\\d+)", "coordinates": {"x": 0.1, "y": 0, "width": 0.5, "height": 0.25}, "page": -1,
            "validation": {"minLength": 1, "maxLength": 20, "format": "\\\\d+"}},
            {"name": "fees", "type": "amount", "required": false, "pattern": "Fee (\\\\d+)", "occurrence": "sum", "page": 1,
             "coordinates": null, "validation": {"minLength": null, "maxLength": null, "format": null}},
            {"name": "invoice.supplier.taxId", "type": "text", "required": false, "pattern": null, "value": "DE1", "page": 1,
             "coordinates": null, "validation": {"minLength": null, "maxLength": null, "format": null}}],
            "text": {"arrangement": "rows", "removeSpaces": true, "removeAccents": false, "lowercase": true,
                "replace": [{"pattern": "a(b)", "with": "\\\\1"}]},
            "lineItems": {"enabled": true, "patterns": {"start": "s", "end": "e", "row": "r", "firstRow": "f", "skip": "k"},
                "tableStructure": {"headerRow": 0, "dataStartRow": 1,
                "columns": [{"name": "description", "index": 0, "type": "text"}]}}},
         "preprocessingSettings": {"imageEnhancement": false, "deskew": false, "denoising": false, "binarization": true,
            "resolutionDPI": 400},
         "postprocessingSettings": {"spellCheck": true, "confidenceThreshold": 0.5,
            "validationRules": [{"field": "invoice.number", "rule": "required", "message": "m"}]},
         "supportedFormats": ["pdf"], "languages": ["de"], "isActive": true, "isDefault": false, "createdBy": "me",
         "lastModifiedBy": "you", "metadata": {"a":[1]}}
        """

    @Test func `a new account has one active default template without rules`() throws {
        let answer = try bench.get("/ocr-invoice-job-template")
        #expect(answer.json["total"]?.int == 1)
        let template = try #require(answer.data?.array?.first)
        #expect(template["name"]?.string == "Any invoice")
        #expect(template["isDefault"]?.bool == true)
        #expect(template["isActive"]?.bool == true)
        #expect(template["extractionRules"]?["fields"]?.array?.isEmpty == true)
        #expect(template["accuracy"]?["averageAccuracy"]?.isNull == true)
    }

    @Test func `a template comes back as it was written`() throws {
        let created = try bench.post("/ocr-invoice-job-template", Self.whole)
        #expect(created.status == 201)
        let id = try #require(created.data?["_id"]?.string)
        let data = try #require(try bench.get("/ocr-invoice-job-template/\(id)").data)
        for member in try JSONReader.read(Self.whole).members ?? [] {
            let stored = try #require(data[member.name], "\(member.name)")
            #expect(stored.canonical == member.value.canonical, "\(member.name)")
        }
    }

    @Test func `setting the default unsets the former`() throws {
        let former = try #require(try bench.get("/ocr-invoice-job-template").data?.array?.first?["_id"]?.string)
        let id = try bench.newTemplate()
        let body = """
            {"name": "t", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": {}, "isDefault": true}
            """
        #expect(try bench.put("/ocr-invoice-job-template/\(id)", body).data?["isDefault"]?.bool == true)
        #expect(try bench.get("/ocr-invoice-job-template/\(former)").data?["isDefault"]?.bool == false)
        let job = try bench.post("/ocr-invoice-job", Bench.job())
        #expect(job.data?["template"]?.string == id)
    }

    private func body(_ more: String) -> String {
        #"{"name": "t", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": {}\#(more)}"#
    }

    @Test func `a language that nobody reads is 422, with the nearest`() throws {
        var bench = bench
        bench.services.languages = { ["de", "deu", "en", "eng"] }
        let refused = try bench.post(
            "/ocr-invoice-job-template", body(#", "languages": ["en", "klingon", "eng+deux"]"#))
        #expect(refused.faults == ["/languages/1 not_allowed", "/languages/2 not_allowed"])
        #expect(refused.json["errors"]?.array?.last?["detail"]?.string?.contains("Did you mean deu?") == true)
        for languages in [#"["DE"]"#, #"["deu+eng"]"#, "[]"] {
            let made = try bench.post("/ocr-invoice-job-template", body(#", "languages": \#(languages)"#))
            #expect(made.status == 201, "\(languages)")
        }
    }

    @Test func `a default template that is not active is 422`() throws {
        let refused = try bench.post("/ocr-invoice-job-template", body(#", "isDefault": true, "isActive": false"#))
        #expect(refused.faults == ["/isActive not_allowed"])
        #expect(try bench.post("/ocr-invoice-job", Bench.job()).status == 201)
    }

    @Test func `another engine is 422`() throws {
        let body = #"{"name": "t", "ocrEngine": "aws-textract", "documentType": "invoice", "extractionRules": {}}"#
        let answer = try bench.post("/ocr-invoice-job-template", body)
        #expect(answer.status == 422)
        #expect(answer.faults == ["/ocrEngine engine_not_available"])
    }

    @Test func `it is deleted only while nothing refers to it`() throws {
        let template = try bench.newTemplate()
        let group = try bench.post("/ocr-invoice-job-group", #"{"name": "g", "template": "\#(template)"}"#)
        let refused = try bench.delete("/ocr-invoice-job-template/\(template)")
        #expect(refused.status == 409)
        #expect(refused.code == "in_use")
        #expect(refused.json["detail"]?.string?.contains("isActive") == true)
        _ = try bench.delete("/ocr-invoice-job-group/\(group.data?["_id"]?.string ?? "")")
        let answer = try bench.delete("/ocr-invoice-job-template/\(template)")
        #expect(answer.json["message"]?.string == "OCR invoice job template deleted successfully")
        #expect(try bench.get("/ocr-invoice-job-template/\(template)").status == 404)
    }

    @Test func `it is tried on a completed job's pages without saving`() throws {
        var bench = bench
        let stored = bench.services.stores.pages
        bench.services.tryTemplate = { trial, _ in
            let pages = try stored.pages(of: trial.job, of: trial.account)
            return Extraction(fields: [
                Field(
                    name: "pages", value: .amount(Amount(literal: "\(pages.count)") ?? Amount(cents: 0)),
                    rawText: pages.map(\.text).joined(), confidence: 1, source: .ocr, method: .template)
            ])
        }
        let template = try bench.newTemplate()
        let job = try bench.completedJob()
        let answer = try bench.post("/ocr-invoice-job-template/\(template)/test", #"{"job": "\#(job)"}"#)
        #expect(answer.status == 200)
        #expect(answer.data?["jobId"]?.string == job)
        let field = answer.data?["fields"]?.array?.first
        #expect(field?["value"]?.int == 1)
        #expect(field?["rawText"]?.string == "Invoice RE-17 Total 1471.60")
        #expect(try bench.get("/ocr-invoice-job/\(job)/results").data?["fields"]?.array?.count == 3)
        let early = try bench.post(
            "/ocr-invoice-job-template/\(template)/test", #"{"job": "\#(bench.newJob())"}"#)
        #expect(early.status == 409)
        #expect(early.code == "results_not_ready")
        let nowhere = try bench.post(
            "/ocr-invoice-job-template/\(template)/test", #"{"job": "65a1b2c3d4e5f60718293a4b"}"#)
        #expect(nowhere.faults == ["/job unknown_reference"])
    }

    @Test func `a template that is not stored is tried, and its faults are told`() throws {
        var bench = bench
        bench.services.tryTemplate = { trial, _ in
            #expect(trial.template.fields.map(\.name) == ["invoice.number"])
            return Extraction(fields: [
                Field(
                    name: "invoice.number", value: .text("17"), rawText: "17", confidence: 1, source: .ocr,
                    method: .template)
            ])
        }
        let job = try bench.completedJob()
        let count = try bench.get("/ocr-invoice-job-template").json["total"]?.int
        func body(_ pattern: String) -> String {
            #"{"job": "\#(job)", "template": {"name": "t", "documentType": "invoice", "ocrEngine": "tesseract", "#
                + #""extractionRules": {"fields": [{"name": "invoice.number", "pattern": "\#(pattern)"}]}}}"#
        }
        let answer = try bench.post("/ocr-invoice-job-template/test", body("No ([0-9]+)"))
        #expect(answer.status == 200 && answer.data?["jobId"]?.string == job)
        #expect(answer.data?["fields"]?.array?.first?["value"]?.string == "17")
        #expect(try bench.get("/ocr-invoice-job-template").json["total"]?.int == count)
        let faulty = try bench.post("/ocr-invoice-job-template/test", body("No ([0-9]+"))
        #expect(faulty.status == 422)
        #expect(faulty.faults.allSatisfy { $0.hasPrefix("/template/extractionRules/fields/0/pattern") })
        #expect(faulty.faults.count == 1)
        let missing = try bench.post("/ocr-invoice-job-template/test", "{}")
        #expect(missing.faults == ["/job required", "/template required"])
    }

    @Test func `its accuracy falls with corrections`() throws {
        let template = try bench.newTemplate()
        let created = try bench.post(
            "/ocr-invoice-job",
            """
            {"jobNumber": "acc", "documentName": "a", "documentUrl": "https://x.example", "template": "\(template)"}
            """)
        let job = try #require(created.data?["_id"]?.string)
        try bench.process(job)
        let before = try bench.get("/ocr-invoice-job-template/\(template)").data?["accuracy"]
        #expect(before?["averageAccuracy"]?.double == 1)
        try bench.correct("invoice.number", to: "RE-18", in: job)
        let after = try bench.get("/ocr-invoice-job-template/\(template)").data?["accuracy"]
        #expect(after?["fieldAccuracy"]?["invoice.number"]?.double == 0)
        #expect((after?["averageAccuracy"]?.double ?? 1) < 1)
    }
}

extension JSONValue {
    /// The value without regard to spaces and how numbers are written.
    fileprivate var canonical: String {
        switch kind {
        case .object(let members):
            "{" + members.map { "\($0.name):\($0.value.canonical)" }.sorted().joined(separator: ",") + "}"
        case .array(let values): "[" + values.map(\.canonical).joined(separator: ",") + "]"
        case .number(let literal): "\(Double(literal) ?? 0)"
        default: String(decoding: raw, as: UTF8.self)
        }
    }
}

extension Bench {
    /// Puts a correction on the only page of a completed job.
    func correct(_ field: String, to text: String, in job: String) throws {
        let filter = PercentCoding.encode("{\"job\":\"\(job)\"}")
        let page = try #require(try get("/ocr-invoice-job-page?filter=\(filter)").data?.array?.first)
        let id = page["_id"]?.string ?? ""
        let answer = try put(
            "/ocr-invoice-job-page/\(id)",
            """
            {"job": "\(job)", "pageNumber": 1, "pageUrl": "\(page["pageUrl"]?.string ?? "")",
             "annotations": [{"type": "correction", "field": "\(field)", "text": "\(text)"}]}
            """)
        #expect(answer.status == 200)
    }
}
