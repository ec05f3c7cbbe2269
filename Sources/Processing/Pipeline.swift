package import Invoices
import ReaderWire

/// The steps of one job, in order. It uses no database, so that a test can read a whole invoice in memory.
package struct Pipeline: Sendable {
    private let fetch: Fetch
    private let readers: any DocumentReading
    private let pages: PageQueue
    private let folder: WorkFolder
    private let pageLimit: Duration
    private let extractionSeconds: Int
    private let recall: Recall

    /// What was learnt of the supplier that these fields prove, as JSON; nil where nothing is known.
    package typealias Recall = @Sendable (Extraction, ReadRequest) -> [UInt8]?

    /// All jobs of the process share `pages` and `folder`.
    /// - Parameter extractionSeconds: Processor time for finding one document's fields.
    package init(
        fetch: Fetch, readers: any DocumentReading, pages: PageQueue, folder: WorkFolder,
        pageLimit: Duration = PageTime.passing, extractionSeconds: Int = ExtractionRequest.standardSeconds,
        recall: @escaping Recall = { _, _ in nil }
    ) {
        self.fetch = fetch
        self.readers = readers
        self.pages = pages
        self.folder = folder
        self.pageLimit = pageLimit
        self.extractionSeconds = extractionSeconds
        self.recall = recall
    }

    /// Throws `JobFailure`, or `Cancelled` if `cancellation` was set. Calls `tell` on the caller's thread.
    package func run(_ order: ReadRequest, cancellation: CancellationToken, tell: (JobProgress) -> Void) throws
        -> ReadResult
    {
        let deadline = ContinuousClock.now + order.timeout
        let files = try makeFolder(for: order)
        tell(JobProgress(percentage: 0, currentStep: .fetching))
        let size = try fetchAll(order, into: files, cancellation: cancellation)
        try checkCancellation(cancellation, deadline)
        return try blamingMachine(files, order) {
            let document = try readers.open(
                files.document, for: order.template, of: order.account, deadline: deadline, cancellation: cancellation)
            return try closing(document) {
                try Self.check(document.summary, against: order)
                let pages = try read(document, files, order, deadline: deadline, cancellation: cancellation, tell: tell)
                tell(JobProgress(percentage: 90, currentStep: .extracting))
                let extraction = try extract(document, pages, order, deadline: deadline)
                tell(JobProgress(percentage: 95, currentStep: .validating))
                try checkCancellation(cancellation, deadline)
                tell(JobProgress(percentage: 98, currentStep: .saving))
                return ReadResult(
                    document: DocumentInfo(document.summary, pages.map(\.page), size: size), pages: pages,
                    extraction: extraction)
            }
        }
    }

    /// Returns the size of the document itself.
    private func fetchAll(_ order: ReadRequest, into files: JobFolder, cancellation: CancellationToken) throws -> Int {
        guard order.addedPages.count <= AddedPage.most else {
            throw JobFailure(
                .tooManyPages, "The job has \(order.addedPages.count) added pages. The limit is \(AddedPage.most).")
        }
        let size = try fetch.run(order.documentURL, for: order, into: files.document, cancellation: cancellation)
        for page in order.addedPages {
            try naming(page) {
                _ = try fetch.run(page.url, for: order, into: files.page(page.number), cancellation: cancellation)
            }
        }
        return size
    }

    private func makeFolder(for order: ReadRequest) throws -> JobFolder {
        do {
            return try folder.makeJobFolder(for: order.job.text)
        } catch {
            throw JobFailure.machine("no work folder: \(error)")
        }
    }

    /// This server wrote the files that are read. If one is missing, that is not the document's fault, even if the
    /// reader says so.
    private func blamingMachine<Result>(
        _ files: JobFolder, _ order: ReadRequest, _ body: () throws -> Result
    ) throws -> Result {
        do { return try body() } catch let failure as JobFailure {
            guard files.holds(order.addedPages.map(\.number)) else {
                throw JobFailure.machine("a work file is gone: \(failure.code.rawValue)")
            }
            guard failure.code == .documentNotFound else { throw failure }
            // Not retried for ever, since a document that took over its process could claim this.
            throw JobFailure(
                .internalError, "The reader does not work. Ask the server's operator.", kind: .transient,
                detail: "the reader cannot open a work file")
        }
    }

    private func read(
        _ document: any OpenDocument, _ files: JobFolder, _ order: ReadRequest, deadline: ContinuousClock.Instant,
        cancellation: CancellationToken, tell: (JobProgress) -> Void
    ) throws -> [ReadPage] {
        tell(JobProgress(percentage: 10, currentStep: .reading))
        let budget = PageBudget()
        let replaced = Set(order.addedPages.map(\.number))
        let numbers = (0..<document.summary.pageCount).map { $0 + 1 }.filter { !replaced.contains($0) }
        var read: [ReadPage] = []
        if !numbers.isEmpty {
            let run = PageRun(
                document, pages: numbers, deadline: deadline, pageLimit: pageLimit, budget: budget,
                cancellation: cancellation)
            let total = numbers.count + order.addedPages.count
            read = try run.run(in: pages, priority: order.priority) { done in
                tell(JobProgress(percentage: 10 + 80 * done / total, currentStep: .reading))
            }
        }
        read += try order.addedPages.compactMap { page in
            try naming(page) {
                try self.read(page, files, order, budget, deadline: deadline, cancellation: cancellation)
            }
        }
        return read.sorted { $0.page.number < $1.page.number }
    }

    /// Once more with the supplier's memory, where there is one; the process keeps what it has seen on the pages.
    ///
    /// Runs in the document's own process or another confined one, never in this process.
    private func extract(
        _ document: any OpenDocument, _ pages: [ReadPage], _ order: ReadRequest, deadline: ContinuousClock.Instant
    ) throws -> Extraction {
        var request = ExtractionRequest(template: order.template, processorSeconds: extractionSeconds)
        let found = try document.extract(request, from: pages.map(\.page), deadline: deadline)
        // An e-invoice says itself what it says.
        guard document.summary.electronicInvoice == nil, let memory = recall(found, order) else { return found }
        request.memory = memory
        return try document.extract(request, from: pages.map(\.page), deadline: deadline)
    }

    /// Reads the first page of a file that a client added. Nil for a bare e-invoice: it has no page to show, but the added
    /// page is where its corrections are.
    private func read(
        _ page: AddedPage, _ files: JobFolder, _ order: ReadRequest, _ budget: PageBudget,
        deadline: ContinuousClock.Instant, cancellation: CancellationToken
    ) throws -> ReadPage? {
        let document = try readers.open(
            files.page(page.number), for: order.template, of: order.account, deadline: deadline,
            cancellation: cancellation)
        return try closing(document) {
            guard document.summary.pageCount > 0 else {
                if document.summary.electronicInvoice != nil { return nil }
                throw JobFailure(.documentTypeUnsupported, "This file has no pages. Please send an image or a PDF.")
            }
            let run = PageRun(
                document, pages: [1], deadline: deadline, pageLimit: pageLimit, budget: budget,
                cancellation: cancellation)
            guard var read = try run.run(in: pages, priority: order.priority, progress: { _ in }).first else {
                throw JobFailure(
                    .internalError, "The page could not be read.", detail: "a page was read but its file is missing")
            }
            read.page.number = page.number
            return read
        }
    }

    private func closing<Result>(_ document: any OpenDocument, _ body: () throws -> Result) rethrows -> Result {
        defer { document.close() }
        return try body()
    }

    /// Adds the page's number to a failure, so that the user knows which file failed.
    private func naming<Result>(_ page: AddedPage, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let failure as JobFailure { throw failure.ofAddedPage(page.number) }
    }

    private func checkCancellation(_ cancellation: CancellationToken, _ deadline: ContinuousClock.Instant) throws {
        if cancellation.isSet { throw Cancelled() }
        if ContinuousClock.now >= deadline { throw JobFailure.timedOut }
    }

    private static func check(_ summary: DocumentSummary, against order: ReadRequest) throws {
        let kind = summary.kind
        if let said = order.documentType, !said.isSameKind(as: kind) {
            throw JobFailure(
                .documentTypeMismatch,
                "documentType is \(said.rawValue), but the document is \(kind.rawValue). Please correct one of them.")
        }
        let formats = order.template.supportedFormats
        guard formats.isEmpty || formats.contains(where: { $0.isSameKind(as: kind) }) else {
            throw JobFailure(
                .documentTypeUnsupported,
                "The template does not accept \(kind.rawValue) files. Please use another template.")
        }
        guard summary.pageCount > 0 || summary.electronicInvoice != nil else {
            throw JobFailure(.documentDamaged, "The document has no pages. Please send it again.")
        }
    }
}
