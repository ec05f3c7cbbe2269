import Invoices
import JSON
import MariaDB
import TestSupport
import Testing

@testable import Storage

/// Results that are larger than a packet takes.
@Suite struct LargeResultTests {
    private let queue: MariaDBQueueUnderTest
    private let worker: Int
    private var stores: Stores { queue.fixture.stores }
    private var account: Account.ID { queue.fixture.account }

    /// A server of its own, which takes no more than a packet must take.
    init() throws {
        let server = try PrivateMariaDB()
        try Connection(ConnectionSettings(socket: server.socket, user: "root"))
            .runPlain("SET GLOBAL max_allowed_packet = \(Stores.leastPacket)")
        queue = MariaDBQueueUnderTest(try StoreFixture(on: server))
        worker = try queue.register()
    }

    private func complete(_ reading: ReadResult, group: Group.ID? = nil) throws -> Job.ID {
        let id = try queue.submit(group: group, priority: .medium)
        #expect(try queue.complete(queue.claim(upTo: 1, for: worker)[0], with: reading) == .held)
        return id
    }

    private func count(_ sql: String) throws -> Int? {
        try stores.database.read { try $0.first(sql) { try $0.int() } }
    }

    private func correct(_ job: Job.ID, _ text: String) throws {
        let page = try #require(
            try stores.pages.list(ListRequest(), of: account).elements.first { $0.draft.job == job })
        var draft = page.draft
        draft.annotations = Array(#"[{"type":"correction","field":"invoice.number","text":"\#(text)"}]"#.utf8)
        _ = try stores.pages.update(page.id, to: draft, of: account)
    }

    @Test func `a large result comes back whole, wherever it is asked for`() throws {
        let reading = ReadResult.large(lines: 4000)
        let group = try queue.makeGroup(parallelJobs: 3, retryCount: 0)
        let id = try complete(reading, group: group)
        #expect(try count("SELECT COUNT(*) FROM job_result_chunk") ?? 0 > 3)
        let summary = try #require(try stores.jobs.find(id, of: account).result)
        #expect(summary.extractedData == SummaryCoding.extractedData(reading.extraction.invoice))
        #expect(summary.confidence == SummaryCoding.confidence(reading.extraction))
        let item = try stores.jobs.item(id, of: account).job
        #expect(item.result?.extractedData == summary.extractedData)
        #expect(try stores.jobs.results(id, of: account).extraction == reading.extraction)
        let listed = try #require(try stores.jobs.list(ListRequest(), of: account).elements.first)
        #expect(listed.leavesOutResults)
        let filter = try Filter.parse(JSONReader.read(#"{"extractedData.invoice.number": "R-1"}"#), of: .job)
        #expect(try stores.jobs.list(ListRequest(filter: filter), of: account).elements.map(\.id) == [id])
        var exported: [Extraction] = []
        try stores.groups.eachResult(of: group, of: account) { exported.append($0.extraction) }
        #expect(exported == [reading.extraction])
    }

    @Test func `a correction of a large result shows, and is taken back`() throws {
        let reading = ReadResult.large(lines: 3000)
        let id = try complete(reading)
        func number() throws -> String? {
            let data = try #require(try stores.jobs.find(id, of: account).result).extractedData
            return try JSONReader.read(data, limits: .ours)["invoice"]?["number"]?.string
        }
        let chunks = try count("SELECT COUNT(*) FROM job_result_chunk")
        try correct(id, "R-2")
        #expect(try number() == "R-2")
        #expect(try stores.jobs.results(id, of: account).extraction["invoice.number"]?.source == .correction)
        try correct(id, "R-3")
        #expect(try number() == "R-3")
        #expect(try count("SELECT COUNT(*) FROM job_result_chunk") == chunks)
    }

    @Test func `a small result in place of a large one leaves no chunk, and the other way round`() throws {
        let id = try complete(.large(lines: 3000))
        try queue.process(id)
        _ = try queue.complete(queue.claim(upTo: 1, for: worker)[0], with: .sample())
        #expect(try count("SELECT COUNT(*) FROM job_result_chunk") == 0)
        #expect(try stores.jobs.results(id, of: account).extraction == ReadResult.sample().extraction)
        try queue.process(id)
        let large = ReadResult.large(lines: 3000)
        _ = try queue.complete(queue.claim(upTo: 1, for: worker)[0], with: large)
        #expect(try stores.jobs.results(id, of: account).extraction == large.extraction)
    }

    @Test func `what is deleted, purged or lost with its account takes its chunks along`() throws {
        try queue.delete(try complete(.large(lines: 2000, words: 60_000)))
        #expect(try count("SELECT (SELECT COUNT(*) FROM job_result_chunk) + COUNT(*) FROM page_words_chunk") == 0)
        _ = try complete(.large(lines: 2000, words: 60_000))
        #expect(try count("SELECT COUNT(*) FROM page_words_chunk") ?? 0 > 1)
        try stores.accounts.delete(account)
        #expect(try count("SELECT (SELECT COUNT(*) FROM job_result_chunk) + COUNT(*) FROM page_words_chunk") == 0)
    }

    @Test func `a page of very many words comes back with its text`() throws {
        let reading = ReadResult.large(lines: 1, words: 60_000)
        let id = try complete(reading)
        let page = try #require(try stores.pages.list(ListRequest(), of: account).elements.first)
        #expect(try stores.pages.lines(page.id, of: account) == reading.pages[0].page.lines)
        #expect(try stores.pages.pages(of: id, of: account).map(\.lines) == reading.pages.map(\.page.lines))
        #expect(try stores.jobs.results(id, of: account).pages[0].text == reading.pages[0].page.text)
        #expect(try stores.pages.readings(of: id, [1], of: account)[1]?.text == reading.pages[0].page.text)
    }

    @Test func `what does not fit into a packet is refused for good, and the connection goes on`() throws {
        try stores.database.read { connection in
            let bytes = [UInt8](repeating: 1, count: Stores.leastPacket)
            let error = #expect(throws: DatabaseError.self) {
                try connection.run("SELECT LENGTH(?)", [.bytes(bytes)])
            }
            #expect(error?.code == 1153 && error?.isAway == false && error?.isMendedByTime == false)
            #expect(!connection.isBroken)
            let answer = try connection.first("SELECT 1") { try $0.int() }
            #expect(answer == 1)
        }
    }
}

/// Rows that the program before this one wrote.
@Suite struct EarlierResultTests {
    @Test func `a result that lies in its row, however large, is read as it was`() throws {
        let settings = try PrivateMariaDB.shared.get().newSchema()
        _ = try Migrations(settings).apply(upTo: 15)
        let connection = try Connection(settings)
        let reading = ReadResult.large(lines: 2000)
        let stores = Stores(database: Database(settings))
        let account = try #require(try stores.accounts.insert(name: "acme"))
        let template = try #require(try stores.templates.standard(of: account)?.id)
        let job = Job.ID(seconds: 1_700_000_000, random: 7)
        try connection.run(
            """
            INSERT INTO job (id, account_id, template_id, number, document_name, status, priority, created_at, updated_at)
            VALUES (?, ?, ?, 'J-1', 'a.pdf', 3, 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
            """, [job.value, account.value, template.value])
        try connection.run(
            "INSERT INTO job_detail (job_id, document_url, metadata) VALUES (?, 'https://a.example/b', ?)",
            [job.value, #"{"a": 1}"#])
        try connection.run(
            """
            INSERT INTO job_result (job_id, account_id, epoch, document_pages, document_size, document_format, is_valid,
                confidence, extracted_data, confidence_json, validation, fields, findings)
            VALUES (?, ?, 1, 1, 1000, 0, 1, 0.9, ?, ?, ?, ?, ?)
            """,
            [
                job.value, account.value, .utf8(SummaryCoding.extractedData(reading.extraction.invoice)),
                .utf8(SummaryCoding.confidence(reading.extraction)),
                .utf8(SummaryCoding.validation(reading.extraction)),
                .utf8(ExtractionCoding.write(reading.extraction.fields)),
                .utf8(ExtractionCoding.write(reading.extraction.findings)),
            ])
        try connection.run("UPDATE tally SET count = 1 WHERE account_id = ? AND slot = 3", [account.value])
        #expect(try Migrations(settings).apply().contains("large-results"))
        #expect(try stores.jobs.results(job, of: account).extraction == reading.extraction)
        #expect(try stores.jobs.list(ListRequest(), of: account).elements.first?.leavesOutResults == true)
        let filter = try Filter.parse(JSONReader.read(#"{"metadata.a": 1}"#), of: .job)
        #expect(try stores.jobs.list(ListRequest(filter: filter), of: account).elements.map(\.id) == [job])
    }
}

extension ReadResult {
    /// Of so many lines, each of some hundred bytes, and so many words on its page.
    fileprivate static func large(lines: Int, words: Int = 1) -> ReadResult {
        let text = String(repeating: "Kugelschreiber, blau. ", count: 12)
        let items = (0..<lines).map { line in
            Field(
                name: "lineItems[\(line)].description", value: .text("\(line) \(text)"), rawText: "\(line) \(text)",
                confidence: 0.9, page: 1, source: .textLayer)
        }
        let number = Field(
            name: "invoice.number", value: .text("R-1"), rawText: "R-1", confidence: 0.9, page: 1, source: .textLayer)
        let written = (0..<words).map {
            Word(text: "Wort-Nummer-\($0)-davon", confidence: 1, box: Box(x: 0, y: 0, width: 0.5, height: 0.5))
        }
        return ReadResult(
            document: DocumentInfo(pages: 1, size: 1, format: .pdf),
            pages: [
                ReadPage(
                    page: Page(
                        number: 1, width: 595, height: 842, source: .textLayer, lines: [TextLine(words: written)]))
            ],
            extraction: Extraction(fields: [number] + items))
    }
}
