import FieldExtraction
import Foundation
import Invoices
import ReaderWire
import Synchronization
import Testing

@testable import Processing

/// Fields are found where documents are opened, in a fork that may die without anybody else's harm.
@Suite(.timeLimit(.minutes(20)))
struct ExtractionTests {
    private let patience = ContinuousClock.now + .seconds(120)
    private let account = Account.ID(seconds: 1, random: 1)
    private let request = ExtractionRequest(template: .anyInvoice)

    private func read(_ name: String, in pool: ReaderPool) throws -> (any OpenDocument, [Page]) {
        let document = try pool.open(
            BuiltReader.sample(name), settings: ReadSettings(), deadline: patience, cancellation: CancellationToken())
        return (document, try document.readAllPages(in: PageQueue(width: 2), deadline: patience).map(\.page))
    }

    /// So many words that finding fields among them takes longer than a second of any processor.
    private func manyPages() -> [Page] {
        let words = (0..<50).map { column in
            Word(text: "1.2\(column),50", box: Box(x: Double(column) / 50, y: 0, width: 0.01, height: 0.004))
        }
        let lines = (0..<200).map { row in
            TextLine(
                words: words.map { word in
                    var word = word
                    word.box.y = Double(row) / 200
                    return word
                }, block: row)
        }
        return (1...8).map { Page(number: $0, width: 595, height: 842, source: .textLayer, lines: lines) }
    }

    @Test(arguments: ["consultancy-en.pdf", "till-receipt-en.bmp", "wholesale-nl.tiff"])
    func `a reader finds in its pages what is found in them anywhere`(name: String) throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 2)
        defer { pool.stop() }
        let (document, pages) = try read(name, in: pool)
        let found = try document.extract(request, from: pages, deadline: patience)
        document.close()
        let here = Extractor().extract(ReadDocument(pages: pages))
        #expect(found.fields.map(\.name) == here.fields.map(\.name))
        #expect(found.fields.map(\.value) == here.fields.map(\.value))
        #expect(found.fields.map(\.confidence) == here.fields.map(\.confidence))
        #expect(found.findings == here.findings)
        #expect(found.invoice.total != nil)
        let without = try pool.extract(request, from: pages, deadline: patience)
        #expect(without == found, "also where the document is not open")
    }

    @Test func `an e-invoice's data are found where the document is open, or opened for them`() throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 1)
        defer { pool.stop() }
        let (document, pages) = try read("einvoice-de.xml", in: pool)
        let found = try document.extract(request, from: pages, deadline: patience)
        #expect(found.fields.contains { $0.source == .einvoice })
        let (other, others) = try read("consultancy-en.pdf", in: pool)
        #expect(try document.extract(request, from: pages, deadline: patience) == found, "its reader had another open")
        #expect(
            try other.extract(request, from: others, deadline: patience).fields.allSatisfy { $0.source != .einvoice })
        other.close()
        var without = request
        without.usesElectronicInvoice = false
        let printed = try document.extract(without, from: pages, deadline: patience).fields
        #expect(
            !printed.isEmpty && printed.allSatisfy { $0.source == .textLayer },
            "what the pages show that were made of it")
        document.close()
    }

    @Test func `an e-invoice's fields have places on the pages made of it, unless a client put a page there`() throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 1)
        defer { pool.stop() }
        let (document, pages) = try read("einvoice-de.xml", in: pool)
        let found = try document.extract(request, from: pages, deadline: patience)
        document.close()
        let number = try #require(found["invoice.number"])
        #expect(number.page == 1 && number.source == .einvoice)
        let box = try #require(number.box)
        let shown = pages[0].words.filter { box.containsCentre(of: $0.box) }.map(\.text)
        #expect(shown == [number.value.text])
        #expect(found.fields.allSatisfy { $0.source == .einvoice }, "the pages are not read beside the data")
        let (other, others) = try read("consultancy-en.pdf", in: pool)
        other.close()
        let again = try pool.open(
            BuiltReader.sample("einvoice-de.xml"), settings: ReadSettings(), deadline: patience,
            cancellation: CancellationToken())
        defer { again.close() }
        let beside = try again.extract(request, from: [others[0]], deadline: patience)
        #expect(beside["invoice.number"]?.value == number.value && beside["invoice.number"]?.page == nil)
    }

    @Test(arguments: ["hardware-es.png", "einvoice-de.xml", "office-scan-de.pdf"])
    func `a confined reader makes a PDF with the words of pages that it is handed`(name: String) throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 1)
        defer { pool.stop() }
        let (first, pages) = try read(name, in: pool)
        first.close()
        let document = try pool.open(
            BuiltReader.sample(name), settings: ReadSettings(), deadline: patience, cancellation: CancellationToken())
        defer { document.close() }
        let invoice = InvoiceXML(bytes: Array("<a/>".utf8), profile: "EN 16931", time: "2031-01-31T12:00:00.000Z")
        for wanted in [nil, invoice] {
            let pdf = try document.pdf(PDFRequest(invoice: wanted), with: pages, deadline: patience) { true }
            #expect(pdf.bytes.starts(with: "%PDF-1.".utf8))
            #expect((pdf.conformance == .notAsked) == (wanted == nil))
        }
    }

    @Test func `a template's rules go with the request`() throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 1)
        defer { pool.stop() }
        let (document, pages) = try read("consultancy-en.pdf", in: pool)
        document.close()
        let template = Template(fields: [FieldRule(name: "bic", pattern: "(?i)invoice", constant: "ABCDEFGH")])
        let found = try pool.extract(ExtractionRequest(template: template), from: pages, deadline: patience)
        #expect(found["invoice.payment.bic"]?.value == .text("ABCDEFGH"))
        #expect(found["invoice.payment.bic"]?.method == .template)
    }

    @Test func `an extraction that uses up its processor time counts as a crash, and the reader goes on`() throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 1)
        defer { pool.stop() }
        var short = request
        short.processorSeconds = 1
        let failure = #expect(throws: JobFailure.self) {
            try pool.extract(short, from: manyPages(), deadline: patience)
        }
        #expect(failure?.kind == .crash)
        #expect(try pool.extract(request, from: [], deadline: patience) == Extractor().extract(ReadDocument(pages: [])))
    }

    @Test func `an extraction that nobody wants any more is ended`() throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 1)
        defer { pool.stop() }
        let looks = Mutex(0)
        #expect(throws: Cancelled.self) {
            try pool.extract(request, from: manyPages(), deadline: patience) {
                looks.withLock { looks in
                    looks += 1
                    return looks < 4
                }
            }
        }
        #expect(looks.withLock { $0 } >= 4)
    }

    @Test func `one account's extractions leave the last reader to others`() throws {
        let pool = ReaderPool(executable: BuiltReader.path, count: 2)
        let other = Account.ID(seconds: 1, random: 2)
        func lent<Result>(_ body: () throws -> Result) throws -> Result {
            try pool.withReader(for: pool.newDocument(), until: patience, checking: {}) { _ in try body() }
        }
        try lent {
            #expect(pool.begins(for: account))
            try lent {
                #expect(!pool.begins(for: account))
                #expect(pool.begins(for: other))
                pool.ends(for: other)
            }
            pool.ends(for: account)
        }
        try lent { try lent { #expect(pool.begins(for: account), "it has none any more") } }
    }

    @Test func `a cancelled job's extraction is stopped`() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "work-\(UUID().uuidString)").path
        let reader = StubReader(extraction: { sign in
            try readUntilStopped(0, sign)
            return Extraction()
        })
        let fetch = Fetch(download: .init(policy: .init(vouched: []))) { _, _, sink in
            try sink([1])
            return true
        }
        let pipeline = Pipeline(
            fetch: fetch, readers: reader, pages: PageQueue(width: 1), folder: try WorkFolder(in: root))
        let order = ReadRequest(
            job: Job.ID(seconds: 1, random: 2), account: account, documentURL: "document:0123456789abcdef01234567")
        let cancellation = CancellationToken()
        #expect(throws: Cancelled.self) {
            try pipeline.run(order, cancellation: cancellation) {
                if $0.currentStep == .extracting { cancellation.set() }
            }
        }
        #expect(reader.extracted.withLock { $0.map(\.request.processorSeconds) } == [60])
        #expect(reader.closed.withLock { $0 } == 1)
    }
}
