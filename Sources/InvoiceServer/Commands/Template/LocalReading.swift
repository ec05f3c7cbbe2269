import Foundation
import Invoices
import Processing
import Synchronization

/// Reads documents on this machine like a job with that template.
struct LocalReading {
    let template: Template
    var usesTextLayer = true
    var ignoresEInvoices = false

    /// One result for each file, in their order.
    func read(_ files: [String]) throws -> [Result<ReadFile, JobFailure>] {
        let count = try Configuration.currentReaders()
        ConfinementWarning.print()
        let pool = ReaderPool(executable: ReaderPool.defaultExecutable, count: count)
        defer { pool.stop() }
        let settings = ReadSettings(
            languages: template.languages, preprocessing: template.preprocessing, usesTextLayer: usesTextLayer)
        let reading = ReadFiles(
            pool: pool, width: count, settings: settings, ignoresEInvoices: ignoresEInvoices, template: template)
        let results = Collected()
        let bar = ProgressBar(of: files.count)
        _ = reading.run(files) { index, result in
            results.set(result, at: index)
            bar.advance()
        }
        bar.erase()
        return results.ordered
    }
}

/// Collects the results of several threads.
private final class Collected: Sendable {
    private let results = Mutex<[Int: Result<ReadFile, JobFailure>]>([:])

    var ordered: [Result<ReadFile, JobFailure>] {
        results.withLock { results in results.sorted { $0.key < $1.key }.map(\.value) }
    }

    func set(_ result: Result<ReadFile, JobFailure>, at index: Int) { results.withLock { $0[index] = result } }
}
