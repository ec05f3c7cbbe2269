import Foundation
import Invoices
import ReaderWire
import Testing

struct WireTests {
    private func pipe() throws -> FrameChannel {
        var ends: [Int32] = [0, 0]
        try #require(Foundation.pipe(&ends) == 0)
        return FrameChannel(input: ends[0], output: ends[1])
    }

    private func close(_ channel: FrameChannel) {
        Foundation.close(channel.input)
        Foundation.close(channel.output)
    }

    @Test func `a page comes out of the pipe as it went in`() throws {
        let channel = try pipe()
        defer { close(channel) }
        let word = Word(
            text: "1.471,60 \"€\"", confidence: 0.9375, box: Box(x: 0.125, y: 0.5, width: 0.25, height: 0.0625),
            alternatives: ["1.471,66", "1,471.60"], isBold: true)
        let page = Page(
            number: 3, width: 595.3, height: 841.9, source: .ocr, language: "deu",
            lines: [TextLine(words: [word], block: 7)],
            codes: [PrintedCode(text: "BCD\n002", box: Box(x: 0.5, y: 0.25, width: 0.125, height: 0.1))],
            image: PageImage(width: 10, height: 20, dpi: 300, colorSpace: .rgb, format: "jpeg", size: 5),
            preprocessing: PagePreprocessing(enhanced: true, deskewed: true, rotationAngle: -1.4),
            textLayerDiffers: true, readingTime: 12)
        try channel.send(ReaderReply.page(ReadPage(page: page, jpeg: [0xFF, 0xD8, 0])).frame)
        guard case .page(let read) = try ReaderReply(#require(try channel.receive())) else {
            Issue.record("no page")
            return
        }
        #expect(read.page.lines == page.lines)
        #expect(read.page.codes == page.codes)
        #expect(read.page.image == page.image)
        #expect(read.page.preprocessing == page.preprocessing && read.page.textLayerDiffers)
        #expect(read.page.language == "deu" && read.page.number == 3 && read.page.readingTime == 12)
        #expect(read.jpeg == [0xFF, 0xD8, 0])
    }

    @Test func `a document's data stay where it is open, and the server hears that there are some`() throws {
        let fields = [
            Field(name: "invoice.number", value: .text("R-1"), rawText: "R-1", confidence: 1, source: .einvoice)
        ]
        let summary = DocumentSummary(
            kind: .pdf, pageCount: 2,
            electronicInvoice: ElectronicInvoice(syntax: .cii, profile: "basic", fields: fields),
            findings: [Finding(field: "", severity: .error, message: "A cover.", code: .portfolio)])
        guard case .summary(let read) = try ReaderReply(ReaderReply.summary(summary).frame) else {
            Issue.record("no look-over")
            return
        }
        #expect(read.electronicInvoice == ElectronicInvoice(syntax: .cii, profile: "basic"))
        #expect(read.kind == .pdf && read.pageCount == 2)
        #expect(read.findings == summary.findings)
    }

    @Test func `a profile of any length does not make a document one that took its process over`() throws {
        let long = ElectronicInvoice(syntax: .ubl, profile: String(repeating: "ä", count: 2000))
        let summary = DocumentSummary(kind: .xml, pageCount: 0, electronicInvoice: long)
        guard case .summary(let read) = try ReaderReply(ReaderReply.summary(summary).frame) else {
            Issue.record("no look-over")
            return
        }
        #expect(read.electronicInvoice?.profile == String(repeating: "ä", count: 500))
    }

    @Test func `what was found comes out of the pipe as it went in`() throws {
        let box = Box(x: 0.125, y: 0.25, width: 0.5, height: 0.0625)
        var field = Field(
            name: "invoice.amounts.total", value: .amount(Amount(cents: 1050)), rawText: "10,50", confidence: 0.75,
            page: 2, box: box, source: .ocr, method: .arithmetic, isRepaired: true)
        field.alternatives = [.init(value: .amount(Amount(cents: 2050)), confidence: 0.25, page: 1, box: box)]
        field.checks = [FieldCheck(.lineSum, passed: true, message: "It fits.")]
        field.reasons = ["It is the largest amount."]
        let date = try #require(CalendarDate("2024-05-01"))
        let said = Field(
            name: "invoice.date", value: .date(date), rawText: "20240501", confidence: 1, source: .einvoice)
        let flag = Field(name: "paid", value: .flag(true), rawText: "x", confidence: 0.5, page: 1, source: .textLayer)
        var extraction = Extraction(
            fields: [field, said, flag],
            findings: [
                Finding(field: "iban", severity: .warning, message: "Look \u{201C}here\u{201D}."),
                Finding(field: "", severity: .error, message: "Two.", code: .severalInvoices, pages: [1, 3]),
            ])
        extraction.features = ["invoice.date": ["score": 2.5]]
        guard case .extraction(let read) = try ReaderReply(ReaderReply.extraction(extraction).frame) else {
            Issue.record("no extraction")
            return
        }
        #expect(read == extraction)
    }

    @Test(arguments: [
        #"{"name":"a","rawText":"","confidence":1.5,"source":"ocr","text":"x"}"#,
        #"{"name":"a","rawText":"","confidence":1,"source":"ocr","text":"x","page":0}"#,
        #"{"name":"a","rawText":"","confidence":1,"source":"ocr","text":"x","box":[0,0,1e9,1]}"#,
    ])
    func `a field that no document can have is refused`(field: String) {
        let text = #"{"tell":"extraction","fields":["# + field + #"],"findings":[]}"#
        #expect(throws: WireError.impossible) { try ReaderReply(FrameChannel.Frame(header: Array(text.utf8))) }
    }

    @Test(arguments: [
        ReaderRequest.open(path: "/tmp/ä \"b\".pdf"), .close,
        .begin(dictionaries: ["eng"]), .hold(Page(number: 3, width: 5, height: 6, source: .ocr, lines: [])),
        .extract(ExtractionRequest(template: Template(languages: ["deu"]), pages: [1, 3], processorSeconds: 9)),
        .page(7, ReadSettings(languages: ["de"], usesTextLayer: false, wantsImage: true)),
        .region(Box(x: 0.5, y: 0.25, width: 0.125, height: 0.5), page: 2, ReadSettings()),
    ])
    func `what is asked is understood`(request: ReaderRequest) throws {
        #expect(try ReaderRequest(request.frame) == request)
    }

    @Test func `a document's process may answer, and not speak for its parent`() {
        let spoken: [ReaderReply] = [
            .summary(DocumentSummary(kind: .pdf, pageCount: 1, electronicInvoice: nil)), .region([]),
            .failure(JobFailure(.documentDamaged, "")),
        ]
        #expect(spoken.allSatisfy { ReaderReply.isFromDocument($0.frame) })
        let forged: [ReaderReply] = [.forked(pid: 1), .ended(.exit(0)), .unable("")]
        #expect(!forged.contains { ReaderReply.isFromDocument($0.frame) })
        for header in [#" {"tell":"page"}"#, #"{"a":0,"tell":"page"}"#, "", #"{"tell":"pages"}"#] {
            #expect(!ReaderReply.isFromDocument(FrameChannel.Frame(header: Array(header.utf8))))
        }
        // The second tell would count for another reader of JSON; ours refuses it.
        let twice = FrameChannel.Frame(header: Array(#"{"tell":"page","tell":"forked","pid":1}"#.utf8))
        #expect(throws: (any Error).self) { try ReaderReply(twice) }
    }

    private static let pageJSON = """
        {"tell":"page","page":{"number":1,"width":595,"height":842,"source":"ocr","language":"deu","readingTime":1,\
        "image":{"width":1,"height":1,"dpi":300,"colorSpace":"gray","format":"jpeg","size":1},\
        "preprocessing":{"enhanced":false,"deskewed":false,"denoised":false,"binarized":false,"rotationAngle":0.5},\
        "lines":[{"block":0,"words":[["a",0.9,0.1,0.2,0.3,0.4,false]]}],"codes":[]}}
        """
    private static let lookOverJSON = #"{"tell":"lookOver","kind":"pdf","pageCount":1}"#

    private static func reply(_ text: String) throws -> ReaderReply {
        try ReaderReply(FrameChannel.Frame(header: Array(text.utf8)))
    }

    @Test(arguments: [
        (#""number":1"#, #""number":0"#), (#""number":1"#, #""number":9223372036854775807"#), ("595", "1e999"),
        ("842", "-1"), (#""readingTime":1"#, #""readingTime":-1"#), ("0.9", "1.5"), ("0.1", "1e300"), ("0.4", "-7"),
        (#""block":0"#, #""block":-1"#), (#""dpi":300"#, #""dpi":-300"#), ("0.5", "1e9"),
        (#""size":1"#, #""size":-1"#), ("deu", String(repeating: "d", count: 65)),
        (#""pageCount":1"#, #""pageCount":-1"#), (#""pageCount":1"#, #""pageCount":1152921504606846976"#),
    ])
    func `a value that no document has is refused`(_ plain: String, _ odd: String) throws {
        let text = Self.pageJSON.contains(plain) ? Self.pageJSON : Self.lookOverJSON
        _ = try Self.reply(text)
        #expect(throws: WireError.impossible) { try Self.reply(text.replacing(plain, with: odd)) }
    }

    @Test func `a frame that breaks off is no frame`() throws {
        let channel = try pipe()
        defer { Foundation.close(channel.input) }
        let half: [UInt8] = [0, 0, 0, 9, 0, 0, 0, 0, 0x7B]
        try #require(write(channel.output, half, half.count) == half.count)
        Foundation.close(channel.output)
        #expect(throws: FrameChannel.Failure.closed) { try channel.receive() }
    }

    @Test func `an end between two frames is an end`() throws {
        let channel = try pipe()
        defer { Foundation.close(channel.input) }
        Foundation.close(channel.output)
        #expect(try channel.receive() == nil)
    }

    @Test func `nothing said by the deadline is a timeout`() throws {
        let channel = try pipe()
        defer { close(channel) }
        #expect(throws: FrameChannel.Failure.timedOut) { try channel.receive(until: .now + .milliseconds(20)) }
    }

    @Test func `a length that no frame has is refused before memory is taken for it`() throws {
        let channel = try pipe()
        defer { close(channel) }
        let lengths = [UInt8](repeating: 0x7F, count: 8)
        try #require(write(channel.output, lengths, lengths.count) == lengths.count)
        #expect(throws: FrameChannel.Failure.malformed) { try channel.receive() }
    }
}
