import CSystem
import FieldExtraction
import Invoices
import ReaderWire
import Reading

/// The fork's work: opens its one document and answers requests until it is closed.
final class DocumentSession {
    /// Nil if no document is opened and the pages are sent instead.
    let path: String?
    private let recognisers: Recognisers
    private let words: HunspellWords
    private let looksAtAttachments: Bool
    private let channel: FrameChannel
    /// The pages that were read here or received, as the server sees them.
    private var pages: [Int: Page] = [:]
    private var prepared = LastPrepared()

    init(
        path: String?, recognisers: Recognisers, words: HunspellWords, looksAtAttachments: Bool, channel: FrameChannel
    ) {
        self.path = path
        self.recognisers = recognisers
        self.words = words
        self.looksAtAttachments = looksAtAttachments
        self.channel = channel
    }

    /// Serves requests and returns the exit status.
    func run() -> Int32 {
        do {
            Confinement.allowProcessorTime(seconds: 60)
            let reader = try path.flatMap(open)
            while let frame = try channel.receive() {
                let request = try ReaderRequest(frame)
                if case .close = request { return 0 }
                Confinement.allowProcessorTime(seconds: Self.processorTime(of: request))
                if case .hold(let page) = request {
                    pages[page.number] = page
                    prepared.forget()
                } else {
                    try channel.send(answer(request, reader).frame)
                }
            }
            return 0
        } catch {
            return 1
        }
    }

    /// Nil if the document cannot be opened; the failure has been sent.
    private func open(_ path: String) throws -> DocumentReader? {
        do {
            let reader = try DocumentReader(
                path: path, recognisers: recognisers, looksAtAttachments: looksAtAttachments)
            try channel.send(ReaderReply.summary(reader.summary).frame)
            return reader
        } catch let failure as JobFailure {
            try channel.send(ReaderReply.failure(failure).frame)
            return nil
        }
    }

    private func answer(_ request: ReaderRequest, _ reader: DocumentReader?) -> ReaderReply {
        do throws(JobFailure) {
            switch request {
            case .page(let number, let settings): return .page(try read(number, settings, reader))
            case .region(let box, let number, let settings):
                return .region(try Self.need(reader).region(box, ofPage: number, settings: settings))
            case .extract(let request): return .extraction(try extract(request, reader))
            case .pdf(let request): return .pdf(try pdf(request, reader))
            case .propose(let request): return .proposal(try propose(request))
            case .learn(let request): return .memory(try learn(request))
            case .open, .begin, .hold, .close:
                return .failure(JobFailure(.internalError, "The reader does not support this request."))
            }
        } catch {
            return .failure(error)
        }
    }

    private func read(_ number: Int, _ settings: ReadSettings, _ reader: DocumentReader?) throws(JobFailure) -> ReadPage
    {
        var read = try Self.need(reader).page(number, settings: settings)
        read.page = read.page.asSent
        pages[number] = read.page
        prepared.forget()
        return read
    }

    private func extract(_ request: ExtractionRequest, _ reader: DocumentReader?) throws(JobFailure) -> Extraction {
        let all = try held(request.pages)
        var invoice = request.usesElectronicInvoice ? reader?.summary.electronicInvoice : nil
        invoice?.leaveOutPlaces(except: all.filter(\.image.isRendered).map(\.number))
        // What a page says that was made of the e-invoice is known from the e-invoice.
        let held = invoice == nil ? all : all.filter { !$0.image.isRendered }
        let extractor = Extractor(
            template: request.template, words: words, keepsFeatures: request.keepsFeatures,
            memory: request.memory.flatMap(SupplierMemory.init))
        let document =
            prepared.document(for: request, by: extractor)
            ?? extractor.prepare(
                ReadDocument(pages: held, electronicInvoice: invoice, findings: reader?.summary.findings ?? []))
        prepared.keep(document, for: request)
        let found = extractor.extract(document)
        try ResultBounds.check(found)
        return found
    }

    private func pdf(_ request: PDFRequest, _ reader: DocumentReader?) throws(JobFailure) -> DocumentPDF {
        let pdf = try Self.need(reader).pdf(with: held(request.pages), embedding: request.invoice)
        guard pdf.bytes.count <= FrameChannel.longestPayload else {
            throw JobFailure(
                .documentTooLarge, "The PDF would be larger than \(FrameChannel.longestPayload >> 20) MiB.")
        }
        return pdf
    }

    private func propose(_ request: ProposalRequest) throws(JobFailure) -> ProposedTemplate {
        TemplateProposal(ReadDocument(pages: try held(request.pages)), corrected: request.corrected).proposed
    }

    private func learn(_ request: LearningRequest) throws(JobFailure) -> [UInt8] {
        let known = request.memory.flatMap(SupplierMemory.init) ?? SupplierMemory()
        let document = ReadDocument(pages: try held(request.pages))
        return MemoryLearner(document, confirmed: request.confirmed, absent: Set(request.absent)).learnt(from: known).json
    }

    private func held(_ numbers: [Int]) throws(JobFailure) -> [Page] {
        let held = numbers.compactMap { pages[$0] }
        guard held.count == numbers.count else {
            throw JobFailure(.internalError, "The extraction needs a page that was not sent.", kind: .transient)
        }
        return held
    }

    private static func need(_ reader: DocumentReader?) throws(JobFailure) -> DocumentReader {
        guard let reader else { throw JobFailure(.internalError, "The document is not open.") }
        return reader
    }

    private static func processorTime(of request: ReaderRequest) -> UInt {
        switch request {
        case .extract(let request): UInt(request.processorSeconds)
        case .propose, .learn: UInt(ExtractionRequest.standardSeconds)
        default: UInt(PageTime.processor)
        }
    }
}
