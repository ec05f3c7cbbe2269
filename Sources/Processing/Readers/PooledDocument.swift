import Invoices
import ReaderWire

/// A document open in one or more of the pool's readers.
final class PooledDocument: OpenDocument {
    /// How to read a document, and for which account.
    struct Terms: Sendable {
        var settings: ReadSettings
        /// True if words will be looked up in dictionaries.
        var spells = false
        var account: Account.ID?
    }

    /// The longest time for a page, for callers that set no deadline.
    private static let pageLimit = PageTime.passing + .seconds(30)

    let summary: DocumentSummary
    private let file: String
    private let number: Int
    private let terms: Terms
    private let pool: ReaderPool
    private let work: DocumentWork

    init(
        _ file: String, number: Int, terms: Terms, pool: ReaderPool, deadline: ContinuousClock.Instant,
        cancellation: CancellationToken
    ) throws {
        let work = DocumentWork(document: number)
        cancellation.onSet { work.stop() }
        summary = try pool.withReader(for: number, until: deadline, checking: work.check) { reader in
            let limit = min(deadline, ContinuousClock.now + Self.pageLimit)
            return try work.run(on: reader) {
                try reader.open(file, as: number, loadingDictionaries: terms.spells, until: limit)
            }
        }
        (self.file, self.number, self.terms, self.pool, self.work) = (file, number, terms, pool, work)
    }

    func read(page: Int) throws -> ReadPage {
        try withReader { reader, deadline in
            try reader.read(page: page, settings: terms.settings, until: deadline)
        }
    }

    func read(
        region: Box, page: Int, deadline: ContinuousClock.Instant, while isWanted: () -> Bool
    ) throws -> [TextLine] {
        try withReader(until: deadline) { reader, limit in
            try reader.read(
                region: region, page: page, settings: terms.settings, until: min(deadline, limit)
            ) {
                if !isWanted() { work.stop() }
            }
        }
    }

    func pdf(
        _ request: PDFRequest, with pages: [Page], deadline: ContinuousClock.Instant, while isWanted: () -> Bool
    ) throws -> DocumentPDF {
        try withReader(until: deadline) { reader, limit in
            try reader.pdf(request, with: pages, until: min(deadline, limit)) {
                if !isWanted() { work.stop() }
            }
        }
    }

    func extract(
        _ request: ExtractionRequest, from pages: [Page], deadline: ContinuousClock.Instant
    ) throws -> Extraction {
        // Only forks that have the document open know its data.
        let hasData = summary.electronicInvoice != nil && request.usesElectronicInvoice
        let needsFile = hasData || !summary.findings.isEmpty
        return try pool.extract(
            request, from: pages, of: needsFile ? file : nil, work, number, for: terms.account, deadline: deadline)
    }

    func stop() { work.stop() }

    func close() { pool.close(number) }

    private func withReader<Result>(
        until patience: ContinuousClock.Instant = .now + .seconds(3600),
        _ body: (ReaderChild, ContinuousClock.Instant) throws -> Result
    ) throws -> Result {
        try pool.withReader(for: number, until: patience, checking: work.check) { reader in
            try work.run(on: reader) {
                let deadline = ContinuousClock.now + Self.pageLimit
                if reader.document != number {
                    _ = try reader.open(file, as: number, loadingDictionaries: terms.spells, until: deadline)
                    try work.check()
                }
                return try body(reader, deadline)
            }
        }
    }
}
