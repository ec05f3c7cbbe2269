import Foundation
import Invoices
import Synchronization
import Testing

@testable import Processing

/// Pages that clients add to the document.
extension PipelineTests {
    @Test func `an added page stands in place of the document's of that number, or after its last`() throws {
        let read = Mutex<[Int]>([])
        let reader = StubReader(pageCount: 3) { number, _ in read.withLock { $0.append(number) } }
        let added = [2, 7].map { AddedPage(number: $0, url: "document:0123456789abcdef01234567") }
        let folder = try WorkFolder(in: root)
        let reading = try pipeline(reader, folder: folder).run(
            order(addedPages: added), cancellation: CancellationToken()
        ) { _ in }
        #expect(reading.pages.map(\.page.number) == [1, 2, 3, 7])
        #expect(reading.document.pages == 4)
        #expect(read.withLock { $0.sorted() } == [1, 1, 1, 3], "the document's second page is not read")
        #expect(reader.closed.withLock { $0 } == 3)
    }

    @Test func `a bare e-invoice may have pages added`() throws {
        let invoice = ElectronicInvoice(syntax: .cii, fields: [])
        let xml = StubReader(kind: .xml, pageCount: 0, electronicInvoice: invoice)
        let added = [AddedPage(number: 1, url: "document:0123456789abcdef01234567")]
        let reading = try pipeline(xml, folder: try WorkFolder(in: root)).run(
            order(addedPages: added), cancellation: CancellationToken()
        ) { _ in }
        #expect(reading.pages.isEmpty, "the same file as a page is a place for corrections")
    }

    @Test(arguments: [
        ("document:nonsense", JobFailure.Code.documentNotFound), ("http://127.0.0.1/", .documentBlocked),
        ("document:0123456789abcdef01234567", .poisonDocument),
    ])
    func `an added page that fails is named`(_ url: String, _ code: JobFailure.Code) throws {
        let reader = StubReader { _, _ in throw JobFailure(.poisonDocument, "The reader died.", kind: .crash) }
        let failure = try failure(reader, order(addedPages: [AddedPage(number: 1, url: url)]))
        #expect(failure?.code == code)
        #expect(failure?.addedPage == 1)
        #expect(failure?.message.hasPrefix("Page 1, added to the job: ") == true)
        #expect(failure?.message.contains("documentUrl") == false)
    }

    @Test func `no more pages are added than are read of a document`() throws {
        let added = (1...AddedPage.most + 1).map { AddedPage(number: $0, url: "document:0123456789abcdef01234567") }
        #expect(try failure(StubReader(), order(addedPages: added))?.code == .tooManyPages)
    }
}
