import Foundation
import Invoices
import Outgoing
import Synchronization
import TestSupport
import Testing

@testable import Processing

struct PipelineTests {
    let root = FileManager.default.temporaryDirectory.appending(path: "work-\(UUID().uuidString)").path
    private let job = Job.ID(seconds: 1, random: 2)
    private let account = Account.ID(seconds: 1, random: 3)

    func pipeline(
        _ reader: StubReader, folder: WorkFolder, width: Int = 2, pageLimit: Duration = .seconds(10),
        vouched: Set<String> = [], bytes: [UInt8]? = Array("%PDF-1.4".utf8)
    ) -> Pipeline {
        let fetch = Fetch(download: Download(policy: AddressPolicy(vouched: vouched))) { _, _, sink in
            guard let bytes else { return false }
            try sink(bytes[...])
            return true
        }
        return Pipeline(
            fetch: fetch, readers: reader, pages: PageQueue(width: width), folder: folder, pageLimit: pageLimit)
    }

    func order(
        _ url: String = "document:0123456789abcdef01234567", type: DocumentType? = nil,
        template: Template = .anyInvoice, timeout: Duration = .seconds(10), addedPages: [AddedPage] = []
    ) -> ReadRequest {
        ReadRequest(
            job: job, account: account, documentURL: url, documentType: type, template: template, timeout: timeout,
            addedPages: addedPages)
    }

    func failure(_ reader: StubReader, _ order: ReadRequest, bytes: [UInt8]? = [1]) throws
        -> JobFailure?
    {
        let pipeline = pipeline(reader, folder: try WorkFolder(in: root), bytes: bytes)
        return #expect(throws: JobFailure.self) { try pipeline.run(order, cancellation: CancellationToken()) { _ in } }
    }

    @Test func `pages come back in order, and progress is told after each step`() throws {
        var told: [JobProgress] = []
        let reader = StubReader(pageCount: 5)
        let folder = try WorkFolder(in: root)
        let reading = try pipeline(reader, folder: folder).run(order(), cancellation: CancellationToken()) {
            told.append($0)
        }
        #expect(reading.pages.map(\.page.number) == [1, 2, 3, 4, 5])
        #expect(reading.document == DocumentInfo(pages: 5, size: 8, format: .pdf, language: "eng"))
        let steps = told.compactMap(\.currentStep)
        #expect(Set(steps) == Set(JobProgress.Step.allCases))
        #expect(told.map(\.percentage) == told.map(\.percentage).sorted())
        #expect(reader.closed.withLock { $0 } == 1)
    }

    @Test func `pages that hold more than the server can are refused, also those that were added`() throws {
        let word = Word(text: "a", box: Box(x: 0, y: 0, width: 0.1, height: 0.1))
        let lines = Array(repeating: TextLine(words: Array(repeating: word, count: 1000)), count: 70)
        let many = StubReader(pageCount: 5, lines: lines)
        #expect(try failure(many, order())?.code == .documentTooLarge)
        #expect(many.stopped.withLock { $0 } == 1)
        let added = (2...5).map { AddedPage(number: $0, url: "document:0123456789abcdef01234567") }
        #expect(try failure(StubReader(lines: lines), order(addedPages: added))?.code == .documentTooLarge)
    }

    @Test func `what an earlier attempt fetched is not fetched again`() throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n%PDF-1.7")] }
        defer { server.stop() }
        let shelf = Mutex<[String: [UInt8]]>([:])
        let kept = DownloadCache(
            read: { url, _, sink in
                guard let bytes = shelf.withLock({ $0[url] }) else { return false }
                try sink(bytes[...])
                return true
            },
            keep: { url, _, path in
                let bytes = FileManager.default.contents(atPath: path).map(Array.init)
                shelf.withLock { $0[url] = bytes }
            })
        let fetch = Fetch(
            download: Download(policy: AddressPolicy(vouched: ["127.0.0.1:\(server.port)"])), kept: kept
        ) { _, _, _ in false }
        for _ in 1...2 {
            let pipeline = Pipeline(
                fetch: fetch, readers: StubReader(), pages: PageQueue(width: 1), folder: try WorkFolder(in: root))
            #expect(
                try pipeline.run(order(server.url("/a.pdf")), cancellation: CancellationToken()) { _ in }.document.size
                    == 8)
        }
        #expect(server.requests.count == 1)
        #expect(shelf.withLock { $0.values.first } == Array("%PDF-1.7".utf8))
    }

    @Test func `a host that keeps failing is left alone, and its jobs wait instead of failing`() throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")] }
        defer { server.stop() }
        let fetch = Fetch(download: Download(policy: AddressPolicy(vouched: ["127.0.0.1:\(server.port)"]))) { _, _, _ in
            false
        }
        let kinds = try (1...7).map { _ in
            let pipeline = Pipeline(
                fetch: fetch, readers: StubReader(), pages: PageQueue(width: 1), folder: try WorkFolder(in: root))
            return #expect(throws: JobFailure.self) {
                try pipeline.run(order(server.url()), cancellation: CancellationToken()) { _ in }
            }
        }
        #expect(kinds.compactMap { $0?.kind } == Array(repeating: .transient, count: 5) + [.postponed, .postponed])
        #expect(kinds.last??.retryAfter.map { (.seconds(50)...(.seconds(60))).contains($0) } == true)
        #expect(server.requests.count == 5)
    }

    @Test func `a file of ours that is gone is the machine's fault, whatever the reader makes of it`() throws {
        let unfound = StubReader { _, _ in throw JobFailure(.documentNotFound, "It is not there.") }
        let unopened = try failure(unfound, order())
        #expect(unopened?.kind == .transient && unopened?.code == .internalError)
        let root = root
        let damaged = StubReader { _, _ in
            try FileManager.default.removeItem(atPath: root)
            throw JobFailure(.documentDamaged, "It breaks off.")
        }
        let putOff = try failure(damaged, order())
        #expect(putOff?.kind == .postponed && putOff?.code == .internalError)
        let whole = StubReader { _, _ in throw JobFailure(.documentDamaged, "It breaks off.") }
        #expect(try failure(whole, order())?.code == .documentDamaged)
    }

    @Test func `a job waits, uncharged, while its folder cannot be made`() throws {
        let folder = try WorkFolder(in: root)
        try FileManager.default.removeItem(atPath: root)
        try "".write(toFile: root, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: root) }
        let failure = #expect(throws: JobFailure.self) {
            try pipeline(StubReader(), folder: folder).run(order(), cancellation: CancellationToken()) { _ in }
        }
        #expect(failure?.kind == .postponed)
    }

    @Test func `a store that fails is told from a work file that cannot be written`() throws {
        struct Broken: Error {}
        let fetch = Fetch(download: Download(policy: AddressPolicy())) { _, _, _ in throw Broken() }
        let pipeline = Pipeline(
            fetch: fetch, readers: StubReader(), pages: PageQueue(width: 1), folder: try WorkFolder(in: root))
        let failure = #expect(throws: JobFailure.self) {
            try pipeline.run(order(), cancellation: CancellationToken()) { _ in }
        }
        #expect(failure?.kind == .transient && failure?.detail.contains("Broken") == true)
    }

    @Test func `a job's folder goes with the job`() throws {
        let folder = try WorkFolder(in: root)
        _ = try pipeline(StubReader(), folder: folder).run(order(), cancellation: CancellationToken()) { _ in }
        #expect(try FileManager.default.contentsOfDirectory(atPath: try #require(folder.path)) == ["lock"])
    }

    @Test func `pages of one document are read side by side, no more than the queue is wide`() throws {
        let meeting = Meeting()
        let reader = StubReader(pageCount: 8) { _, _ in meeting.wait() }
        _ = try pipeline(reader, folder: try WorkFolder(in: root)).run(order(), cancellation: CancellationToken()) {
            _ in
        }
        #expect(reader.pagesAtOnce.withLock { $0.most } == 2)
    }

    @Test func `a document of another type than said is refused with both names`() throws {
        let failure = try failure(StubReader(kind: .png), order(type: .pdf))
        #expect(failure?.code == .documentTypeMismatch && failure?.kind == .permanent)
        #expect(failure?.message.contains("pdf") == true && failure?.message.contains("png") == true)
    }

    @Test func `jpg and jpeg are one type`() throws {
        let pipeline = pipeline(StubReader(kind: .jpg), folder: try WorkFolder(in: root))
        #expect(try pipeline.run(order(type: .jpeg), cancellation: CancellationToken()) { _ in }.pages.count == 1)
    }

    @Test func `a type that the template does not take is refused`() throws {
        let failure = try failure(StubReader(kind: .png), order(template: Template(supportedFormats: [.pdf])))
        #expect(failure?.code == .documentTypeUnsupported)
    }

    @Test func `an upload that is gone, and one without bytes, are told apart`() throws {
        #expect(try failure(StubReader(), order(), bytes: nil)?.code == .documentNotFound)
        #expect(try failure(StubReader(), order("document:nonsense"))?.code == .documentNotFound)
        #expect(try failure(StubReader(), order(), bytes: [])?.code == .documentEmpty)
    }

    @Test func `a bare e-invoice needs no page, anything else does`() throws {
        let invoice = ElectronicInvoice(syntax: .cii, fields: [])
        let reader = StubReader(kind: .xml, pageCount: 0, electronicInvoice: invoice)
        let pipeline = pipeline(reader, folder: try WorkFolder(in: root))
        #expect(try pipeline.run(order(), cancellation: CancellationToken()) { _ in }.pages.isEmpty)
        #expect(try failure(StubReader(pageCount: 0), order())?.code == .documentDamaged)
    }

    @Test func `one page's failure ends the document and is the job's`() throws {
        let reader = StubReader(pageCount: 4) { number, stop in
            if number == 2 { throw JobFailure(.poisonDocument, "The reader died.", kind: .crash) }
            if number > 2 { try readUntilStopped(number, stop) }
        }
        let failure = try failure(reader, order())
        #expect(failure?.kind == .crash)
        #expect(reader.stopped.withLock { $0 } == 1 && reader.closed.withLock { $0 } == 1)
    }

    @Test func `an attempt that takes too long is stopped`() throws {
        let reader = StubReader(pageCount: 2, readPage: readUntilStopped)
        let failure = try failure(reader, order(timeout: .milliseconds(200)))
        #expect(failure?.code == .timedOut)
        #expect(reader.stopped.withLock { $0 } == 1)
    }

    @Test func `a page that takes too long is named`() throws {
        let reader = StubReader(pageCount: 3) { number, stop in if number == 2 { try readUntilStopped(number, stop) } }
        let pipeline = pipeline(reader, folder: try WorkFolder(in: root), pageLimit: .milliseconds(200))
        let failure = #expect(throws: JobFailure.self) {
            try pipeline.run(order(), cancellation: CancellationToken()) { _ in }
        }
        #expect(failure?.code == .timedOut && failure?.message.hasPrefix("Page 2 ") == true)
    }

    @Test func `a halt stops the reader and says so`() throws {
        let reader = StubReader(pageCount: 4, readPage: readUntilStopped)
        let cancellation = CancellationToken()
        let pipeline = pipeline(reader, folder: try WorkFolder(in: root))
        #expect(throws: Cancelled.self) {
            try pipeline.run(order(), cancellation: cancellation) {
                if $0.currentStep == .reading { cancellation.set() }
            }
        }
        #expect(reader.stopped.withLock { $0 } == 1)
    }

    @Test(arguments: [
        (404, JobFailure.Code.documentNotFound, JobFailure.Kind.permanent), (410, .documentNotFound, .permanent),
        (403, .documentUnreachable, .permanent), (429, .documentUnreachable, .transient),
        (500, .documentUnreachable, .transient), (503, .documentUnreachable, .transient),
    ])
    func `a server's answer becomes the job's failure`(_ status: Int, _ code: JobFailure.Code, _ kind: JobFailure.Kind)
        throws
    {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 \(status) No\r\nContent-Length: 0\r\n\r\n")] }
        defer { server.stop() }
        let pipeline = pipeline(
            StubReader(), folder: try WorkFolder(in: root), vouched: ["127.0.0.1:\(server.port)"])
        let failure = #expect(throws: JobFailure.self) {
            try pipeline.run(order(server.url()), cancellation: CancellationToken()) { _ in }
        }
        #expect(failure?.code == code && failure?.kind == kind)
    }

    @Test(arguments: ["http://127.0.0.1/", "http://169.254.169.254/", "ftp://example.org/", "http://a@b/", "nonsense"])
    func `all blocked addresses fail in the same words`(_ url: String) throws {
        let failure = try failure(StubReader(), order(url))
        #expect(failure?.code == .documentBlocked && failure?.kind == .permanent)
        #expect(
            failure?.message
                == "The server may not fetch documents from this address. Please upload the file instead.")
    }

    @Test func `urgent pages pass those of a long document`() throws {
        let queue = PageQueue(width: 1)
        let order = Mutex<[String]>([])
        let gate = DispatchSemaphore(value: 0)
        let done = DispatchGroup()
        try queue.add(.medium) { gate.wait() }
        for (name, priority) in [("low", Priority.low), ("medium", .medium), ("urgent", .urgent), ("high", .high)] {
            done.enter()
            try queue.add(priority) {
                order.withLock { $0.append(name) }
                done.leave()
            }
        }
        gate.signal()
        #expect(done.wait(timeout: .now() + 600) == .success)
        #expect(order.withLock { $0 } == ["urgent", "high", "medium", "low"])
    }
}

/// Holds the first page until a second one is there; the system may take seconds to start a thread beside busy ones.
private final class Meeting: Sendable {
    private let arrived = Mutex(0)
    private let met = DispatchSemaphore(value: 0)

    func wait() {
        let isFirst = arrived.withLock { count in
            count += 1
            if count == 2 { met.signal() }
            return count == 1
        }
        if isFirst { _ = met.wait(timeout: .now() + 60) }
    }
}
