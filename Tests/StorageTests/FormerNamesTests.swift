import Invoices
import JSON
import MariaDB
import TestSupport
import Testing

@testable import Storage

/// What an earlier version stored: its schema, and rows with the names that fields had before all names were paths.
@Suite struct FormerNamesTests {
    /// The last migration of that version.
    private static let lastMigration = 17

    private let settings: ConnectionSettings
    private let server: PrivateMariaDB
    private let account = Account.ID(seconds: 1, random: 1)
    private let template = Template.ID(seconds: 1, random: 2)
    private let job = Job.ID(seconds: 1, random: 3)
    private let page = StoredPage.ID(seconds: 1, random: 4)

    private let fields = """
        [{"name":"invoice.amounts.total","amount":119.0,"rawText":"119,00","confidence":0.9,"page":1,"source":"ocr",\
        "method":"reader","isRepaired":false},\
        {"name":"iban","text":"DE02120300000000202051","rawText":"DE02 1203 0000 0000 2020 51","confidence":0.8,"page":1,\
        "box":{"x":0.1,"y":0.2,"width":0.3,"height":0.1},"source":"ocr","method":"reader","isRepaired":false},\
        {"name":"discount","amount":-5.5,"rawText":"-5,50","confidence":0.7,"page":1,"source":"ocr","method":"reader",\
        "isRepaired":false},\
        {"name":"taxLines[0].rate","amount":19,"rawText":"19 %","confidence":0.7,"page":1,"source":"ocr",\
        "method":"reader","isRepaired":false},\
        {"name":"invoice.kind","text":"creditNote","rawText":"381","confidence":0.99,"page":null,"source":"einvoice",\
        "method":"reader","isRepaired":false},\
        {"name":"reference","text":"own","rawText":"own","confidence":0.7,"page":1,"source":"ocr","method":"template",\
        "isRepaired":false}]
        """
    private let findings = """
        [{"field":"taxLines[0].tax","message":"19 % of 100.00 is 19.00.","severity":"warning"}]
        """
    private let annotations = """
        [{"type":"correction","field":"purchaseOrder","text":"B-7"},{"type":"correction","field":"iban","text":"DE1"}]
        """

    init() throws {
        server = try PrivateMariaDB.shared.get()
        settings = try server.newSchema()
        _ = try Migrations(settings).apply(upTo: Self.lastMigration)
        let connection = try Connection(settings)
        try insert(connection)
        _ = try Migrations(settings).apply()
    }

    private static let now = "'2026-11-01 10:00:00.000'"

    private func insert(_ connection: Connection) throws {
        let now = Self.now
        try connection.run(
            "INSERT INTO account (id, name, created_at) VALUES (?, 'acme', \(now))", [account.value])
        try connection.run(
            """
            INSERT INTO template (id, account_id, name, ocr_engine, document_kind, is_active, is_default, created_at,
                updated_at, rules)
            VALUES (?, ?, 'mine', 'tesseract', 0, 1, 0, \(now), \(now), ?)
            """,
            [
                template.value, account.value,
                .text(#"{"extractionRules":{"fields":[{"name":"iban","type":"text","required":true}]}}"#),
            ])
        try connection.run(
            """
            INSERT INTO job (id, account_id, template_id, number, document_name, status, priority, created_at,
                updated_at, epoch)
            VALUES (?, ?, ?, 'N-1', 'a.pdf', \(JobStatus.completed.sql), 1, \(now), \(now), 1)
            """, [job.value, account.value, template.value])
        try connection.run(
            "INSERT INTO job_detail (job_id, document_url) VALUES (?, 'https://example.com/a.pdf')", [job.value])
        try connection.run(
            """
            INSERT INTO job_result (job_id, account_id, epoch, document_pages, document_size, document_format, total,
                is_valid, confidence, extracted_data, confidence_json, validation, fields, findings)
            VALUES (?, ?, 1, 1, 1000, 0, 119, 1, 0.75, ?, ?, ?, ?, ?)
            """,
            [
                job.value, account.value,
                .text(#"{"invoice":{"number":null,"amounts":{"total":119}},"lineItems":[]}"#),
                .text(#"{"overall":0.75,"fields":{"iban":0.8,"discount":0.7}}"#),
                .text(#"{"isValid":true,"errors":\#(findings)}"#), .text(fields), .text(findings),
            ])
        try connection.run(
            "INSERT INTO page (id, account_id, job_id, number, status, created_at, updated_at) "
                + "VALUES (?, ?, ?, 1, \(PageStatus.completed.sql), \(now), \(now))",
            [page.value, account.value, job.value])
        try connection.run(
            "INSERT INTO page_detail (page_id, text, annotations) VALUES (?, '', ?)", [page.value, .text(annotations)])
        try connection.run(
            "INSERT INTO job_accuracy (job_id, template_id, filled, corrected) VALUES (?, ?, ?, 'iban')",
            [job.value, template.value, .text("discount iban invoice.amounts.total reference")])
        for (field, filled, corrected) in [
            ("discount", 4, 0), ("iban", 4, 1), ("invoice.amounts.total", 4, 0), ("reference", 4, 0),
        ] {
            try connection.run(
                "INSERT INTO template_accuracy (template_id, field, filled, corrected) VALUES (?, ?, ?, ?)",
                [template.value, .text(field), .int(filled), .int(corrected)])
        }
    }

    private var stores: Stores { Stores(database: Database(settings)) }

    @Test func `stored fields, findings and corrections have today's names`() throws {
        let results = try stores.jobs.results(job, of: account)
        let read = results.extraction
        #expect(read["invoice.payment.iban"]?.value.text == "DE1")
        #expect(read["invoice.payment.iban"]?.source == .correction)
        #expect(read["invoice.purchaseOrder"]?.value.text == "B-7")
        #expect(read["invoice.amounts.allowances"]?.value.amount == Amount(literal: "5.5"))
        #expect(read["invoice.amounts.allowances"]?.rawText == "-5,50")
        #expect(read["invoice.taxLines[0].rate"]?.value.amount == Amount(19))
        #expect(read["reference"]?.value.text == "own")
        #expect(read.findings.map(\.field) == ["invoice.taxLines[0].tax"])
        #expect(read.fields.count == 7)
    }

    @Test func `the template's accuracy counts a field once, whatever it was called when it was counted`() throws {
        func accuracy() throws -> TemplateAccuracy { try stores.templates.find(template, of: account).accuracy }
        let before = try accuracy()
        #expect(before.fields["invoice.payment.iban"] == 0.75 && before.fields["iban"] == nil)
        #expect(before.fields["invoice.amounts.allowances"] == 1 && before.fields["reference"] == 1)
        // A correction counts the job anew, under today's names.
        var draft = try stores.pages.find(page, of: account).draft
        draft.annotations = Array(#"[{"type":"correction","field":"discount","text":"6"}]"#.utf8)
        _ = try stores.pages.update(page, to: draft, of: account)
        let after = try accuracy()
        #expect(after.fields["invoice.payment.iban"] == 1 && after.fields["invoice.amounts.allowances"] == 0.75)
        #expect(after.fields.count == 4)
    }

    @Test func `what lists show and filter by is written anew, once`() throws {
        func found(_ kind: String) throws -> [Job.ID] {
            let filter = try Filter.parse(JSONReader.read(#"{"extractedData.invoice.kind": "\#(kind)"}"#), of: .job)
            return try stores.jobs.list(ListRequest(filter: filter), of: account).elements.map(\.id)
        }
        func shown(_ text: JobRecord.Text) throws -> String {
            var shown = ""
            try stores.jobs.find(job, of: account).withTexts { texts in
                shown = texts[text].map { String(decoding: $0, as: UTF8.self) } ?? ""
            }
            return shown
        }
        #expect(try found("creditNote").isEmpty)
        #expect(try stores.resultShapes.run() == 1)
        #expect(try stores.resultShapes.run() == 0)
        #expect(try found("creditNote") == [job])
        #expect(try found("invoice").isEmpty)
        let data = try JSONReader.read(Array(try shown(.extractedData).utf8))
        #expect(data["invoice"]?["payment"]?["iban"]?.string == "DE1")
        #expect(data["invoice"]?["amounts"]?["allowances"]?.number == "5.5")
        #expect(data["invoice"]?["taxLines"]?.array?.first?["rate"]?.number == "19")
        let confidence = try JSONReader.read(Array(try shown(.confidence).utf8))
        #expect(confidence["fields"]?["invoice.payment.iban"]?.double == 1 && confidence["fields"]?["iban"] == nil)
        #expect(try shown(.validation).contains("invoice.taxLines[0].tax"))
    }

    @Test func `a damaged result holds up no other`() throws {
        let connection = try Connection(settings)
        try connection.run("UPDATE job_result SET fields = '[{}]'", [])
        #expect(try stores.resultShapes.run() == 1)
        #expect(try stores.resultShapes.run() == 0)
        #expect(throws: StorageError.self) { try stores.jobs.results(job, of: account) }
    }

    @Test func `a stored template finds the field under today's name`() throws {
        let record = try stores.templates.find(template, of: account)
        #expect(record.draft.template.fields.map(\.name) == ["iban"])
        #expect(FieldNames.canonical("iban") == "invoice.payment.iban")
        #expect(TemplateCheck().faults(in: record.draft.template).isEmpty)
    }
}
