import FieldExtraction
import Invoices
import JSON
import MariaDB
import TestSupport
import Testing

@testable import Storage

/// Results that an earlier version saved get a state of review, too.
@Suite struct ReviewUpgradeTests {
    /// The last migration of that version.
    private static let lastMigration = 30

    private let settings: ConnectionSettings
    private let server: PrivateMariaDB
    private let account = Account.ID(seconds: 1, random: 1)
    private let template = Template.ID(seconds: 1, random: 2)
    private let doubtful = Job.ID(seconds: 1, random: 3)
    private let sure = Job.ID(seconds: 2, random: 3)
    private let wrong = Job.ID(seconds: 3, random: 3)
    private var stores: Stores { Stores(database: Database(settings)) }

    init() throws {
        server = try PrivateMariaDB.shared.get()
        settings = try server.newSchema()
        _ = try Migrations(settings).apply(upTo: Self.lastMigration)
        let connection = try Connection(settings)
        try connection.run(
            "INSERT INTO account (id, name, created_at) VALUES (?, 'acme', UTC_TIMESTAMP(3))", [account.value])
        try connection.run(
            """
            INSERT INTO template (id, account_id, name, ocr_engine, document_kind, is_active, is_default, created_at,
                updated_at, rules)
            VALUES (?, ?, 'any', 'tesseract', 0, 1, 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), ?)
            """, [template.value, account.value, .text(#"{"extractionRules":{"fields":[]}}"#)])
        try insert(doubtful, confidence: 0.6, connection)
        try insert(sure, confidence: 1, connection)
        let finding = Finding(field: "invoice.amounts.total", severity: .error, message: "Wrong.", code: .totals)
        try insert(wrong, confidence: 1, findings: [finding], connection)
        _ = try Migrations(settings).apply()
    }

    /// A job whose values all have that confidence.
    private func insert(
        _ job: Job.ID, confidence: Double, findings: [Finding] = [], _ connection: Connection
    ) throws {
        let values = OverallConfidence.fields.map { name in
            let value = name.hasSuffix("total") ? Field.Value.amount(Amount(cents: 100)) : .text("x")
            return Field(name: name, value: value, rawText: "x", confidence: confidence, source: .einvoice)
        }
        let extraction = Extraction(fields: values, findings: findings)
        try connection.run(
            """
            INSERT INTO job (id, account_id, template_id, number, document_name, status, priority, created_at,
                updated_at, completed_at, epoch)
            VALUES (?, ?, ?, ?, 'a.pdf', \(JobStatus.completed.sql), 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3),
                UTC_TIMESTAMP(3), 1)
            """, [job.value, account.value, template.value, .text(job.text)])
        try connection.run(
            "INSERT INTO job_detail (job_id, document_url) VALUES (?, 'https://example.com/a.pdf')", [job.value])
        try connection.run(
            """
            INSERT INTO job_result (job_id, account_id, epoch, document_pages, document_size, document_format, shape,
                is_valid, confidence, extracted_data, confidence_json, validation, fields, findings)
            VALUES (?, ?, 1, 1, 1000, 0, 1, ?, ?, '{}', '{}', '{"errors":[]}', ?, ?)
            """,
            [
                job.value, account.value, .flag(extraction.isValid), .double(extraction.overallConfidence),
                .utf8(ExtractionCoding.write(extraction.fields)), .utf8(ExtractionCoding.write(findings)),
            ])
    }

    private func found(_ state: ReviewState) throws -> Set<Job.ID> {
        let filter = try Filter.parse(JSONReader.read(#"{"review.state": "\#(state.rawValue)"}"#), of: .job)
        return Set(try stores.jobs.list(ListRequest(filter: filter), of: account).elements.map(\.id))
    }

    @Test func `results of before the upgrade have a state, and are found by it`() throws {
        for _ in 0..<2 {
            #expect(try stores.jobs.find(doubtful, of: account).review?.state == .needed)
            #expect(try stores.jobs.find(sure, of: account).review?.state == .notNeeded)
            #expect(try stores.jobs.find(wrong, of: account).review?.state == .needed)
            while try stores.resultShapes.run() > 0 {}
        }
        #expect(try found(.needed) == [doubtful, wrong])
        #expect(try found(.notNeeded) == [sure])
        #expect(try stores.jobs.find(doubtful, of: account).review?.priority != nil)
        let events = try stores.database.read { connection in
            try connection.first("SELECT COUNT(*) FROM delivery") { try $0.int() }
        }
        #expect(events == 0)
    }

    @Test func `they can be reviewed`() throws {
        let basis = try stores.reviews.basis(of: doubtful, account)
        let act = ReviewAct(data: ReviewedData(), confirms: true, isForced: true)
        try stores.reviews.review(doubtful, act, ifTag: basis.tag, of: account)
        #expect(try stores.jobs.find(doubtful, of: account).review?.state == .done)
        while try stores.resultShapes.run() > 0 {}
        #expect(try stores.jobs.find(doubtful, of: account).review?.state == .done)
        #expect(throws: StorageError.notFound) {
            try stores.reviews.basis(of: sure, Account.ID(seconds: 9, random: 9))
        }
    }
}
