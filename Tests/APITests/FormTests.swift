import Invoices
import JSON
import Storage
import Testing

@testable import API

struct FormTests {
    private func faults(_ json: String, _ read: (Form) throws -> Void) throws -> [String] {
        do {
            try read(Form(JSONReader.read(json)))
            return []
        } catch let error as APIError {
            #expect(error.status == 422)
            return error.faults.map { "\($0.pointer) \($0.code)" }.sorted()
        }
    }

    private func jobFaults(_ json: String) throws -> [String] { try faults(json) { _ = try JobJSON.draft($0) } }
    private func groupFaults(_ json: String) throws -> [String] {
        try faults(json) { _ = try GroupJSON.draft($0, standard: { nil }) }
    }
    private func templateFaults(_ json: String) throws -> [String] {
        try faults(json) { _ = try TemplateJSON.draft($0) }
    }
    private func pageFaults(_ json: String) throws -> [String] {
        try faults(json) { _ = try PageJSON.draft($0, now: Timestamp(milliseconds: 0)) }
    }

    private let id = "65a1b2c3d4e5f60718293a4b"

    @Test func `a job's draft has every field as it was written`() throws {
        let form = try Form(
            JSONReader.read(
                """
                {"jobNumber": "J-1", "documentName": "a.pdf", "documentUrl": "document:\(id)", "documentType": "pdf",
                 "template": "\(id)", "group": "\(id)", "priority": "urgent", "createdBy": "me",
                 "metadata": {"b" : 1.50,"a":[ ]}}
                """))
        let (draft, isDefault) = try JobJSON.draft(form)
        #expect(!isDefault)
        #expect(draft.number == "J-1")
        #expect(draft.documentURL == "document:\(id)")
        #expect(draft.documentType == .pdf)
        #expect(draft.template?.text == id)
        #expect(draft.group?.text == id)
        #expect(draft.priority == .urgent)
        #expect(draft.createdBy == "me")
        #expect(draft.metadata.map { String(decoding: $0, as: UTF8.self) } == #"{"b" : 1.50,"a":[ ]}"#)
    }

    @Test func `all faults of a body are reported together`() throws {
        let json =
            #"{"documentName": 5, "documentUrl": "ftp://x", "priority": "hgih", "metadata": [], "prioritty": 1}"#
        #expect(
            try jobFaults(json) == [
                "/documentName type", "/documentUrl format", "/jobNumber required", "/metadata type",
                "/prioritty unknown_field", "/priority not_allowed", "/template required",
            ])
    }

    @Test func `an unknown field names the nearest known one`() throws {
        let json = try JSONReader.read(
            #"{"jobNumber": "1", "documentName": "a", "documentURL": "https://x.example", "template": "default"}"#)
        do {
            _ = try JobJSON.draft(Form(json))
            Issue.record("It was taken.")
        } catch let error as APIError {
            #expect(error.faults.contains { $0.detail == "There is no field documentURL. Did you mean documentUrl?" })
        }
    }

    @Test func `response-only fields are ignored`() throws {
        let json = """
            {"_id": "x", "status": 7, "progress": null, "jobNumber": "1", "documentName": "a", "attempts": [],
             "documentUrl": "https://x.example/a", "template": "default", "createdAt": 0, "retryCount": "many"}
            """
        #expect(try jobFaults(json).isEmpty)
    }

    @Test func `null is the same as absent`() throws {
        let json = """
            {"jobNumber": null, "documentName": "a", "documentUrl": "https://x.example", "template": "default",
             "group": null, "priority": null, "metadata": null}
            """
        #expect(try jobFaults(json) == ["/jobNumber required"])
    }

    @Test(arguments: [
        ("https://example.com/a.pdf", true), ("HTTP://example.com", true), ("https://[::1]:8443/x?y=z", true),
        ("https://", false), ("https://:80/", false), ("https:/x", false), ("file:///etc/passwd", false),
        ("https://a b", false), ("https://a\\b", false), ("javascript:1", false), ("document:1", false),
        ("document:65A1B2C3D4E5F60718293A4B", false), ("", false),
    ])
    func `a document's URL is http, https or an upload`(url: String, isGood: Bool) throws {
        let json = JSONWriter.write { json in
            json.object {
                $0.member("jobNumber", "1")
                $0.member("documentName", "a")
                $0.member("documentUrl", url)
                $0.member("template", "default")
            }
        }
        #expect(try jobFaults(String(decoding: json, as: UTF8.self)).isEmpty == isGood)
    }

    @Test func `a group's settings have bounds`() throws {
        let json = """
            {"name": "", "template": "standard", "processingSettings": {"parallelJobs": 65, "retryCount": 1.5,
             "timeoutMinutes": 0, "paralelJobs": 1}, "notifications": {"recipients": ["a@b.example", "a b@c", 7]},
             "tags": ["a", ""]}
            """
        #expect(
            try groupFaults(json) == [
                "/name length", "/notifications/recipients format", "/notifications/recipients/2 type",
                "/processingSettings/paralelJobs unknown_field", "/processingSettings/parallelJobs out_of_range",
                "/processingSettings/retryCount type", "/processingSettings/timeoutMinutes out_of_range",
                "/tags/1 length", "/template format",
            ])
    }

    @Test func `a group has the contract's defaults`() throws {
        let draft = try GroupJSON.draft(
            Form(JSONReader.read(#"{"name": "g", "template": "\#(id)"}"#)), standard: { nil })
        #expect(draft.priority == .medium)
        #expect(draft.processing == Group.ProcessingSettings(parallelJobs: 3, retryCount: 2, timeoutMinutes: 30))
        #expect(draft.notifications == .init(onCompletion: false, onFailure: true, recipients: []))
    }

    @Test func `a template's faults say where in its rules they are`() throws {
        let json = """
            {"name": "t", "ocrEngine": "custom", "documentType": "invoice", "extractionRules": {"fields": [
              {"name": "total", "type": "money"}, {"name": "total", "page": 0},
              {"coordinates": {"x": 0.9, "y": 0, "width": 0.2, "height": 1}},
              {"name": "fee", "pattern": "(", "validation": {"minLength": 5, "maxLength": 2}}],
              "lineItems": {"tableStructure": {"columns": [{"name": "x"}]}}},
             "preprocessingSettings": {"resolutionDPI": 601}, "supportedFormats": ["pdf", "gif"], "languages": ["e"],
             "postprocessingSettings": {"confidenceThreshold": 1.1, "validationRules": [{"field": "total"}]}}
            """
        #expect(
            try templateFaults(json) == [
                "/extractionRules/fields/0/type not_allowed", "/extractionRules/fields/1/name cannot_work",
                "/extractionRules/fields/1/page cannot_work", "/extractionRules/fields/2/coordinates out_of_range",
                "/extractionRules/fields/2/name required", "/extractionRules/fields/3/pattern cannot_work",
                "/extractionRules/fields/3/validation/minLength cannot_work",
                "/extractionRules/lineItems/tableStructure/columns/0/index required", "/languages/0 length",
                "/ocrEngine engine_not_available", "/postprocessingSettings/confidenceThreshold out_of_range",
                "/postprocessingSettings/validationRules/0/rule required",
                "/preprocessingSettings/resolutionDPI out_of_range", "/supportedFormats/1 not_allowed",
            ])
    }

    @Test func `a template has the contract's defaults`() throws {
        let json =
            #"{"name": "t", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": {"fields": []}}"#
        let draft = try TemplateJSON.draft(Form(JSONReader.read(json)))
        #expect(draft.template == .anyInvoice)
        #expect(draft.isActive)
        #expect(!draft.isDefault)
    }

    @Test func `a page's annotations are checked and stamped`() throws {
        #expect(
            try pageFaults(
                """
                {"job": "\(id)", "pageNumber": 0, "pageUrl": "https://x.example/1.png", "pageType": "middle",
                 "annotations": [{"type": "correction", "field": "invoice.number"}, {"text": "x"}]}
                """) == [
                    "/annotations/0/text required", "/annotations/1/type required", "/pageNumber out_of_range",
                    "/pageType not_allowed",
                ])
        let form = try Form(
            JSONReader.read(
                """
                {"job": "\(id)", "pageNumber": 1, "pageUrl": "https://x.example/1.png",
                 "annotations": [{"type": "comment", "text": "ok"}]}
                """))
        let draft = try PageJSON.draft(form, now: Timestamp(milliseconds: 0))
        let annotations = try JSONReader.read(draft.annotations ?? [])
        #expect(annotations.array?.first?["createdAt"]?.string == "1970-01-01T00:00:00.000Z")
    }

    @Test func `pointers escape as RFC 6901 says`() throws {
        #expect(try groupFaults(#"{"name": "g", "template": "\#(id)", "a/b~c": 1}"#) == ["/a~1b~0c unknown_field"])
    }

    @Test func `the first hundred unknown names of a body are reported`() throws {
        let many = (0..<3000).map { "\"n\($0)\": 1" }.joined(separator: ", ")
        let faults = try groupFaults(
            #"{"name": "g", "template": "\#(id)", "processingSettings": {\#(many)}, "notifications": {\#(many)}, \#(many)}"#
        )
        #expect(faults.count == 100)
        #expect(
            faults.contains("/processingSettings/n0 unknown_field")
                && faults.contains("/processingSettings/n99 unknown_field"))
    }

    @Test(arguments: [
        ("lineItems[-1].description", "x", ["/annotations/0/field unknown_field"]),
        ("lineItems[10000].amount", "1", ["/annotations/0/field unknown_field"]),
        ("invoice.totl", "1", ["/annotations/0/field unknown_field"]),
        ("total", "1", ["/annotations/0/field unknown_field"]),
        ("invoice.amounts.total", "1e-100", ["/annotations/0/text out_of_range"]),
        ("lineItems[0].quantity", "1234567890123456789012345678901", ["/annotations/0/text out_of_range"]),
        ("invoice.date", "2200-01-01", ["/annotations/0/text out_of_range"]),
        ("invoice.number", String(repeating: "é", count: 2049), ["/annotations/0/text length"]),
        ("invoice.amounts.total", "1e20", []), ("lineItems[9999].amount", "-1e-12", []), ("taxLines[0].rate", "19", []),
        ("invoice.date", "2199-12-31", []), ("invoice.number", String(repeating: "é", count: 2048), []),
    ])
    func `a correction is of a field that there is, and of a value that a field holds`(
        field: String, text: String, expected: [String]
    ) throws {
        let body = """
            {"job": "\(id)", "pageNumber": 1, "pageUrl": "https://x.example/1.png",
             "annotations": [{"type": "correction", "field": "\(field)", "text": "\(text)"},
                {"type": "comment", "field": "\(field)", "text": "\(text)"}]}
            """
        #expect(try pageFaults(body) == expected)
    }

    @Test func `control characters are refused in texts`() throws {
        let json = #"{"name": "g\u0000", "template": "\#(id)", "description": "line\nline"}"#
        #expect(try groupFaults(json) == ["/name format"])
    }
}
