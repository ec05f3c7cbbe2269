package import Invoices

/// The steps of one job, in order; no database, so a whole invoice is read in memory in a test.
package struct Pipeline: Sendable {
    private let fetch: Fetch
    private let readers: any DocumentReading
    private let pages: PageQueue
    private let folder: WorkFolder
    private let pageLimit: Duration

    /// `pages` and `folder` are shared by all jobs of the process.
    package init(
        fetch: Fetch, readers: any DocumentReading, pages: PageQueue, folder: WorkFolder,
        pageLimit: Duration = .seconds(120)
    ) {
        self.fetch = fetch
        self.readers = readers
        self.pages = pages
        self.folder = folder
        self.pageLimit = pageLimit
    }

    /// Throws `JobFailure`, or `Halted` when `halt` was set. `tell` is called on the caller's thread.
    package func run(_ order: ReadingOrder, halt: Halt, tell: (JobProgress) -> Void) throws -> Reading {
        let deadline = ContinuousClock.now + order.timeout
        let files = try makeFolder(for: order)
        tell(JobProgress(percentage: 0, currentStep: .fetching))
        let size = try fetch.run(order, into: files.document, halt: halt)
        try goOn(halt, deadline)
        tell(JobProgress(percentage: 10, currentStep: .reading))
        let (lookOver, read) = try read(files.document, order, deadline: deadline, halt: halt, tell: tell)
        tell(JobProgress(percentage: 90, currentStep: .extracting))
        let extraction = Extractor(template: order.template).extract(
            ReadDocument(pages: read.map(\.page), electronicInvoice: lookOver.electronicInvoice))
        tell(JobProgress(percentage: 95, currentStep: .validating))
        try goOn(halt, deadline)
        tell(JobProgress(percentage: 98, currentStep: .saving))
        return Reading(document: Self.info(lookOver, read, size: size), pages: read, extraction: extraction)
    }

    private func makeFolder(for order: ReadingOrder) throws -> JobFolder {
        do {
            return try folder.makeJobFolder(for: order.job.text)
        } catch {
            throw JobFailure.machine("no work folder: \(error)")
        }
    }

    private func read(
        _ file: String, _ order: ReadingOrder, deadline: ContinuousClock.Instant, halt: Halt,
        tell: (JobProgress) -> Void
    ) throws -> (LookOver, [ReadPage]) {
        let document = try readers.open(file, for: order.template, deadline: deadline, halt: halt)
        defer { document.close() }
        let lookOver = document.lookOver
        try Self.check(lookOver.kind, against: order)
        guard lookOver.pageCount > 0 else {
            guard lookOver.electronicInvoice != nil else {
                throw JobFailure(.documentDamaged, "The document has no page. Please send it again.")
            }
            return (lookOver, [])
        }
        let run = PageRun(document, deadline: deadline, pageLimit: pageLimit, halt: halt)
        let read = try run.run(in: pages, priority: order.priority) { done in
            tell(JobProgress(percentage: 10 + 80 * done / lookOver.pageCount, currentStep: .reading))
        }
        return (lookOver, read)
    }

    private func goOn(_ halt: Halt, _ deadline: ContinuousClock.Instant) throws {
        if halt.isSet { throw Halted() }
        if ContinuousClock.now >= deadline { throw JobFailure.timedOut }
    }

    private static func check(_ kind: DocumentType, against order: ReadingOrder) throws {
        if let said = order.documentType, !said.isSameKind(as: kind) {
            throw JobFailure(
                .documentTypeMismatch,
                "documentType says \(said.rawValue), but the document is \(kind.rawValue). Please correct one of them.")
        }
        let formats = order.template.supportedFormats
        guard formats.isEmpty || formats.contains(where: { $0.isSameKind(as: kind) }) else {
            throw JobFailure(
                .documentTypeUnsupported, "The template does not take \(kind.rawValue) files. Please use another one.")
        }
    }

    private static func info(_ lookOver: LookOver, _ pages: [ReadPage], size: Int) -> DocumentInfo {
        DocumentInfo(
            pages: lookOver.pageCount, size: size, format: lookOver.kind,
            resolution: pages.first { $0.page.image.dpi > 0 }?.page.image.dpi,
            language: pages.compactMap(\.page.language).first)
    }
}
