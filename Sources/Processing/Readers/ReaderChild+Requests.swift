import Invoices
import ReaderWire

/// What a reader is asked for once a document is open in it, or pages are handed to it.
extension ReaderChild {
    func read(page number: Int, settings: ReadSettings, until deadline: ContinuousClock.Instant) throws -> ReadPage {
        guard case .page(let page) = try ask(.page(number, settings), try started().channel, until: deadline) else {
            throw lost("no page")
        }
        guard page.page.number == number else { throw takenOver(WireError.impossible) }
        return page
    }

    func read(
        region: Box, page number: Int, settings: ReadSettings, until deadline: ContinuousClock.Instant,
        watch: () -> Void = {}
    ) throws -> [TextLine] {
        let request = ReaderRequest.region(region, page: number, settings)
        guard case .region(let lines) = try ask(request, try started().channel, until: deadline, watch: watch) else {
            throw lost("no region")
        }
        return lines
    }

    /// Makes a PDF of the open document; the pages with their words are handed over.
    func pdf(
        _ request: PDFRequest, with pages: [Page], until deadline: ContinuousClock.Instant, watch: () -> Void
    ) throws -> DocumentPDF {
        var request = request
        request.pages = pages.map(\.number)
        let channel = try handOver(pages, until: deadline)
        guard case .pdf(let pdf) = try ask(.pdf(request), channel, until: deadline, watch: watch) else {
            throw lost("no PDF")
        }
        return pdf
    }

    /// Finds a document's fields in its pages. Those that the fork does not hold are handed over. Where the reader has
    /// another document open, or none, a fork is made: it opens `file`, where one is given, for the data in it.
    /// - Parameter watch: Called on this thread every quarter of a second while it is waited.
    func extract(
        _ request: ExtractionRequest, from pages: [Page], of file: String?, as document: Int,
        until deadline: ContinuousClock.Instant, watch: () -> Void
    ) throws -> Extraction {
        if self.document != document {
            let spells = request.template.postprocessing.spellCheck
            if let file {
                _ = try open(file, as: document, loadingDictionaries: spells, until: deadline)
            } else {
                try begin(document, loadingDictionaries: spells, until: deadline)
            }
        }
        var request = request
        request.pages = pages.map(\.number)
        let channel = try handOver(pages, until: deadline)
        guard case .extraction(let found) = try ask(.extract(request), channel, until: deadline, watch: watch) else {
            throw lost("no extraction")
        }
        return found
    }

    /// Makes a template from these pages and what is right on them, in a fork without a document.
    func propose(
        _ corrected: [Field], from pages: [Page], as document: Int, until deadline: ContinuousClock.Instant
    ) throws -> ProposedTemplate {
        try begin(document, loadingDictionaries: false, until: deadline)
        let request = ProposalRequest(pages: pages.map(\.number), corrected: corrected)
        guard case .proposal(let found) = try ask(.propose(request), handOver(pages, until: deadline), until: deadline)
        else { throw lost("no proposal") }
        return found
    }

    /// Learns from these pages and what a person confirmed of them, in a fork without a document. Returns the memory.
    func learn(
        _ request: LearningRequest, from pages: [Page], as document: Int, until deadline: ContinuousClock.Instant
    ) throws -> [UInt8] {
        try begin(document, loadingDictionaries: false, until: deadline)
        var request = request
        request.pages = pages.map(\.number)
        guard case .memory(let learnt) = try ask(.learn(request), handOver(pages, until: deadline), until: deadline)
        else { throw lost("no memory") }
        return learnt
    }
}
