import Dispatch
import Invoices
import ReaderWire
import Synchronization

@testable import Processing

/// Readers without processes: say what a test wants, and count what they were asked.
final class StubReader: DocumentReading {
    let summary: DocumentSummary
    let readPage: @Sendable (Int, CancellationToken) throws -> Void
    let lines: [TextLine]
    let extraction: @Sendable (CancellationToken) throws -> Extraction
    let opened = Mutex(0)
    let stopped = Mutex(0)
    let closed = Mutex(0)
    let extracted = Mutex<[(request: ExtractionRequest, pages: [Page])]>([])
    let pagesAtOnce = Mutex((now: 0, most: 0))

    init(
        kind: DocumentType = .pdf, pageCount: Int = 1, electronicInvoice: ElectronicInvoice? = nil,
        lines: [TextLine] = [],
        readPage: @escaping @Sendable (Int, CancellationToken) throws -> Void = { _, _ in },
        extraction: @escaping @Sendable (CancellationToken) throws -> Extraction = { _ in Extraction() }
    ) {
        summary = DocumentSummary(kind: kind, pageCount: pageCount, electronicInvoice: electronicInvoice)
        self.readPage = readPage
        self.lines = lines
        self.extraction = extraction
    }

    func open(
        _ file: String, for template: Template, of account: Account.ID?, deadline: ContinuousClock.Instant,
        cancellation: CancellationToken
    ) throws -> any OpenDocument {
        opened.withLock { $0 += 1 }
        let document = StubDocument(reader: self)
        let stopSign = document.stopSign
        cancellation.onSet { stopSign.set() }
        return document
    }
}

private final class StubDocument: OpenDocument {
    private let reader: StubReader
    let stopSign = CancellationToken()

    init(reader: StubReader) { self.reader = reader }

    var summary: DocumentSummary { reader.summary }

    func read(page number: Int) throws -> ReadPage {
        reader.pagesAtOnce.withLock {
            $0.now += 1
            $0.most = max($0.most, $0.now)
        }
        defer { reader.pagesAtOnce.withLock { $0.now -= 1 } }
        if stopSign.isSet { throw Cancelled() }
        try reader.readPage(number, stopSign)
        return ReadPage(
            page: Page(number: number, width: 595, height: 842, source: .ocr, language: "eng", lines: reader.lines))
    }

    func read(
        region: Box, page: Int, deadline: ContinuousClock.Instant, while isWanted: () -> Bool
    ) throws -> [TextLine] { [] }

    func pdf(
        _ request: PDFRequest, with pages: [Page], deadline: ContinuousClock.Instant, while isWanted: () -> Bool
    ) throws -> DocumentPDF { DocumentPDF(bytes: []) }

    func extract(
        _ request: ExtractionRequest, from pages: [Page], deadline: ContinuousClock.Instant
    ) throws -> Extraction {
        reader.extracted.withLock { $0.append((request, pages)) }
        return try reader.extraction(stopSign)
    }

    func stop() {
        reader.stopped.withLock { $0 += 1 }
        stopSign.set()
    }

    func close() { reader.closed.withLock { $0 += 1 } }
}

/// A page that is read until its document is stopped.
@Sendable func readUntilStopped(_: Int, _ stopSign: CancellationToken) throws {
    let stopped = DispatchSemaphore(value: 0)
    stopSign.onSet { stopped.signal() }
    _ = stopped.wait(timeout: .now() + 10)
    throw Cancelled()
}
