import Foundation
import Invoices
import JSON
import Logging
import MariaDB
import Storage
import Synchronization
import TestSupport
import Testing

@testable import API

/// The API over the run's private MariaDB, with an account and key of its own. Every answer is held to openapi.yaml.
struct Bench: Sendable {
    struct Answer {
        let status: Int
        let response: Response
        let json: JSONValue
        let bytes: [UInt8]

        var data: JSONValue? { json["data"] }
        var code: String? { json["code"]?.string }
        /// `/jobNumber required` and so on, sorted.
        var faults: [String] {
            (json["errors"]?.array ?? []).map { "\($0["pointer"]?.string ?? "") \($0["code"]?.string ?? "")" }.sorted()
        }
        func header(_ name: String) -> String? { response.header(name) }
    }

    /// What the API told the rest of the server.
    final class Told: Sendable {
        let wakes = Mutex(0)
        let cancels = Mutex<[Job.ID]>([])
    }

    /// One schema a test file: a worker takes whatever job is due, so tests that have one must be among themselves.
    private static let databases = Mutex<[String: Database]>([:])

    private static func database(of file: String) throws -> Database {
        try databases.withLock { databases in
            if let made = databases[file] { return made }
            let settings = try PrivateMariaDB.shared.get().newSchema()
            _ = try Migrations(settings).apply()
            let database = Database(settings)
            databases[file] = database
            return database
        }
    }

    let stores: Stores
    let account: Account.ID
    let key: String
    let told = Told()
    var services: Services

    init(scopes: Set<Scope>? = nil, file: String = #fileID) throws {
        stores = Stores(database: try Bench.database(of: file))
        account = try #require(try stores.accounts.insert(name: "account \(UUID())"))
        key = try stores.keys.insert(for: account, name: "test", scopes: scopes).text
        services = Services(stores: stores, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }) {
            Timestamp(milliseconds: 1_700_000_000_000)
        }
        services.wakeQueue = { [told] in told.wakes.withLock { $0 += 1 } }
        services.cancelRequested = { [told] id in told.cancels.withLock { $0.append(id) } }
    }

    /// A key of the same account with other scopes.
    func key(scopes: Set<Scope>) throws -> String {
        try stores.keys.insert(for: account, name: "other", scopes: scopes).text
    }

    func send(
        _ method: String, _ target: String, _ json: String? = nil, headers: [String: String] = [:],
        body: [UInt8]? = nil, key: String? = nil
    ) throws -> Answer {
        let parts = target.split(separator: "?", maxSplits: 1)
        var headers = headers
        if headers["api-key"] == nil { headers["api-key"] = key ?? self.key }
        if json != nil, headers["content-type"] == nil { headers["content-type"] = "application/json" }
        let bytes = body ?? Array((json ?? "").utf8)
        let request = Request(
            method: method, path: String(parts[0]),
            query: Request.QueryParameter.parse(parts.count > 1 ? String(parts[1]) : ""),
            headers: HeaderFields(headers),
            body: RequestBody(bytes), id: "bench", baseURL: "http://host/mount")
        let answer = try read(API(services).answer(request))
        let faults = try SchemaChecker.shared.get().faults(
            method: method, path: request.path, status: answer.status, type: answer.header("Content-Type"),
            json: answer.json)
        #expect(faults.isEmpty, "The answer is not as openapi.yaml says.")
        return answer
    }

    func get(_ target: String) throws -> Answer { try send("GET", target) }
    func post(_ target: String, _ json: String? = nil, headers: [String: String] = [:]) throws -> Answer {
        try send("POST", target, json, headers: headers)
    }
    func put(_ target: String, _ json: String, headers: [String: String] = [:]) throws -> Answer {
        try send("PUT", target, json, headers: headers)
    }
    func delete(_ target: String, headers: [String: String] = [:]) throws -> Answer {
        try send("DELETE", target, headers: headers)
    }

    private func read(_ response: Response) throws -> Answer {
        var bytes: [UInt8] = []
        switch response.body {
        case .bytes(let whole): bytes = whole
        case .stream(_, let write): try write { bytes += $0 }
        }
        let isJSON = response.header("Content-Type")?.contains("json") == true
        let json = isJSON ? try JSONReader.read(bytes, limits: .ours) : try JSONReader.read("null")
        return Answer(status: response.status, response: response, json: json, bytes: bytes)
    }

    // MARK: Things to test with

    static func job(_ number: String = UUID().uuidString, _ more: String = "") -> String {
        """
        {"jobNumber": "\(number)", "documentName": "a.pdf", "documentUrl": "https://example.com/a.pdf",
         "template": "default"\(more)}
        """
    }

    /// A new job's id.
    func newJob(_ more: String = "") throws -> String {
        let answer = try post("/ocr-invoice-job", Bench.job(UUID().uuidString, more))
        #expect(answer.status == 201)
        return try #require(answer.data?["_id"]?.string)
    }

    func newTemplate(_ name: String = "t") throws -> String {
        let answer = try post(
            "/ocr-invoice-job-template",
            """
            {"name": "\(name)", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": {"fields": []}}
            """)
        #expect(answer.status == 201)
        return try #require(answer.data?["_id"]?.string)
    }

    /// The id of an uploaded picture, if not the same as any other's.
    func upload() throws -> String {
        let picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(UUID().uuidString.utf8)
        let headers = ["content-type": "application/octet-stream"]
        let answer = try send("POST", "/ocr-invoice-document", headers: headers, body: picture)
        #expect(answer.status == 201)
        return try #require(answer.data?["_id"]?.string)
    }

    func newGroup(_ more: String = "") throws -> String {
        let answer = try post(
            "/ocr-invoice-job-group", "{\"name\": \"g\", \"template\": \"\(try newTemplate())\"\(more)}")
        #expect(answer.status == 201)
        return try #require(answer.data?["_id"]?.string)
    }

    /// Lets a worker take this job and hand it to `work`; other jobs are given back. Only in suites that are serialised.
    func work(on id: String, _ work: (MariaDBJobQueue, ClaimedJob) throws -> Void) throws {
        let queue = MariaDBJobQueue(database: stores.database)
        let worker = try queue.register(host: "test", processID: 1)
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            for job in try queue.claim(upTo: 8, for: worker) {
                guard job.id.text == id else {
                    try queue.release(job)
                    continue
                }
                try work(queue, job)
                try queue.deregister(worker)
                return
            }
        }
        Issue.record("The job was never handed out.")
    }

    /// A job that was read: one page, a number, a total and one line item.
    func completedJob(_ more: String = "") throws -> String {
        let id = try newJob(more)
        try process(id)
        return id
    }

    /// A job in that status.
    func job(in status: String) throws -> String {
        if status == "completed" { return try completedJob() }
        let id = try newJob()
        if status == "created" { return id }
        _ = try post("/ocr-invoice-job/\(id)/process")
        switch status {
        case "processing": try work(on: id) { _, _ in }
        case "failed":
            try work(on: id) { queue, job in
                _ = try queue.fail(job, with: JobFailure(.documentEncrypted, "The PDF is encrypted."))
            }
        case "cancelled": _ = try post("/ocr-invoice-job/\(id)/cancel")
        default: break
        }
        return id
    }

    func process(_ id: String) throws {
        #expect(try post("/ocr-invoice-job/\(id)/process").status == 202)
        try work(on: id) { queue, job in
            let state = try queue.complete(job, with: Bench.reading)
            #expect(state == .held)
        }
    }

    static let reading: ReadResult = {
        let box = Box(x: 0.1, y: 0.2, width: 0.3, height: 0.05)
        let words = ["Invoice", "RE-17", "Total", "1471.60"].map { Word(text: $0, confidence: 0.9, box: box) }
        let page = Page(
            number: 1, width: 595, height: 842, source: .ocr, language: "eng", lines: [TextLine(words: words)],
            image: PageImage(width: 2480, height: 3508, dpi: 300, colorSpace: .gray, format: "png", size: 1000),
            readingTime: 1200)
        let fields = [
            Field(
                name: "invoice.number", value: .text("RE-17"), rawText: "RE-17", confidence: 0.9, page: 1, box: box,
                source: .ocr),
            Field(
                name: "invoice.amounts.total", value: .amount(Amount(cents: 147_160)), rawText: "1471.60",
                confidence: 0.8, page: 1, box: box, source: .ocr),
            Field(
                name: "lineItems[0].amount", value: .amount(Amount(cents: 147_160)), rawText: "1471.60",
                confidence: 0.7, page: 1, box: box, source: .ocr),
        ]
        let findings = [Finding(field: "invoice.date", severity: .warning, message: "There is no date.")]
        return ReadResult(
            document: DocumentInfo(pages: 1, size: 1000, format: .png, resolution: 300, language: "eng"),
            pages: [ReadPage(page: page, jpeg: [0xFF, 0xD8, 0xFF, 0xD9])],
            extraction: Extraction(fields: fields, findings: findings))
    }()
    /// An invoice of so many lines.
    static func longReading(lines: Int) -> ReadResult {
        let fields = (0..<lines).map { number in
            Field(
                name: "lineItems[\(number)].amount", value: .amount(Amount(cents: number)), rawText: "\(number)",
                confidence: 0.7, page: 1, source: .ocr)
        }
        return ReadResult(
            document: reading.document, pages: reading.pages, extraction: Extraction(fields: fields))
    }
}
