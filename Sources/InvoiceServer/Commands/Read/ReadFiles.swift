import Foundation
import Invoices
import Processing
import ReaderWire
import Synchronization

/// Reads several files, and the pages of each, in parallel on all readers.
struct ReadFiles: Sendable {
    let pool: ReaderPool
    let width: Int
    let settings: ReadSettings
    let ignoresEInvoices: Bool
    /// Whether the results have what the models of confidence weighed.
    var keepsFeatures = false
    /// The template to extract fields with; nil if only the pages are wanted.
    let template: Template?
    /// Called from several threads, once for each file that was read, with its pages and their images.
    var seePages: (@Sendable (Int, ReadFile, [ReadPage]) -> Void)?

    /// Calls `done` from several threads, once for each file. Returns how many could not be read.
    func run(
        _ files: [String], done: @escaping @Sendable (Int, Result<ReadFile, JobFailure>) -> Void
    ) -> Int {
        let failures = Count()
        let pages = PageQueue(width: width)
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = width
        for (index, file) in files.enumerated() {
            queue.addOperation {
                let result = read(file, index, pages)
                if case .failure = result { failures.add() }
                done(index, result)
            }
        }
        queue.waitUntilAllOperationsAreFinished()
        return failures.value
    }

    /// Files are not retried here, so the reader's first crash is final.
    private static let poison = JobFailure(
        .poisonDocument,
        "The reader crashes on this document. Open it in a viewer, print it to a new PDF and send that.")

    private func read(_ file: String, _ index: Int, _ pages: PageQueue) -> Result<ReadFile, JobFailure> {
        do {
            let deadline = ContinuousClock.now + .seconds(3600)
            let input = try InputFile(file)
            defer { input.remove() }
            let document = try pool.open(
                input.path, settings: settings, spells: template?.postprocessing.spellCheck ?? false,
                deadline: deadline,
                cancellation: CancellationToken())
            defer { document.close() }
            let read = try document.readAllPages(in: pages, deadline: deadline)
            let whole = ReadDocument(pages: read.map(\.page))
            let extraction = try template.map { template in
                try document.extract(
                    ExtractionRequest(
                        template: template, usesElectronicInvoice: !ignoresEInvoices, keepsFeatures: keepsFeatures),
                    from: whole.pages, deadline: deadline)
            }
            let info = DocumentInfo(document.summary, whole.pages, size: Self.size(of: input.path))
            let result = ReadFile(info: info, document: whole, extraction: extraction ?? Extraction())
            seePages?(index, result, read)
            return .success(result)
        } catch let failure as JobFailure {
            return .failure(failure.kind == .crash ? Self.poison : failure)
        } catch {
            return .failure(JobFailure(.internalError, "The document could not be read.", detail: "\(error)"))
        }
    }

    /// Bytes; 0 for a file that was removed meanwhile.
    private static func size(of path: String) -> Int {
        var facts = stat()
        return stat(path, &facts) == 0 ? Int(facts.st_size) : 0
    }
}

/// A number that several threads count up.
private final class Count: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func add() { count.withLock { $0 += 1 } }
}
