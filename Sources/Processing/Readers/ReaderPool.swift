import Dispatch
import Foundation
package import Invoices
import Synchronization

/// The readers of this process, one for each core. Lends one to each page that is being read.
///
/// A document may be open in several readers at once, so that its pages are read in parallel. A reader keeps its
/// document open until another document needs the reader or the document is closed.
package final class ReaderPool: DocumentReading {
    private struct State {
        var free: [ReaderChild]
        var lastDocument = 0
        /// The number of readers that each account's extractions hold.
        var extractions: [Account.ID: Int] = [:]
    }

    private let all: [ReaderChild]
    private let state: Mutex<State>
    private let available: DispatchSemaphore

    package init(executable: String, count: Int = ProcessInfo.processInfo.activeProcessorCount) {
        all = (0..<max(1, count)).map { _ in ReaderChild(executable: executable) }
        state = Mutex(State(free: all))
        available = DispatchSemaphore(value: all.count)
    }

    /// `ocr-invoice-reader` in the folder of the running executable, unless OCR_INVOICE_READER names another.
    package static var defaultExecutable: String {
        if let path = ProcessInfo.processInfo.environment["OCR_INVOICE_READER"], !path.isEmpty { return path }
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "/usr/bin/ocr-invoice"
        return URL(filePath: own).deletingLastPathComponent().appending(path: "ocr-invoice-reader").path
    }

    package func open(
        _ file: String, for template: Template, of account: Account.ID?, deadline: ContinuousClock.Instant,
        cancellation: CancellationToken
    ) throws -> any OpenDocument {
        let settings = ReadSettings(
            languages: template.languages, preprocessing: template.preprocessing, wantsImage: true)
        let terms = PooledDocument.Terms(
            settings: settings, spells: template.postprocessing.spellCheck, account: account)
        return try PooledDocument(
            file, number: newDocument(), terms: terms, pool: self, deadline: deadline, cancellation: cancellation)
    }

    /// Opens a file to be read with these settings.
    /// - Parameter spells: True if words will be looked up in dictionaries, which are then loaded before the fork.
    package func open(
        _ file: String, settings: ReadSettings, spells: Bool = false, deadline: ContinuousClock.Instant,
        cancellation: CancellationToken
    ) throws -> any OpenDocument {
        try PooledDocument(
            file, number: newDocument(), terms: PooledDocument.Terms(settings: settings, spells: spells), pool: self,
            deadline: deadline, cancellation: cancellation)
    }

    /// A new document's number.
    func newDocument() -> Int {
        state.withLock { state in
            state.lastDocument += 1
            return state.lastDocument
        }
    }

    /// True if the reader that was just lent may be used for an extraction of that account, which is then counted. An
    /// account that already extracts leaves the last reader to others.
    func begins(for account: Account.ID?) -> Bool {
        guard let account else { return true }
        return state.withLock { state in
            let held = state.extractions[account, default: 0]
            guard held == 0 || !state.free.isEmpty else { return false }
            state.extractions[account] = held + 1
            return true
        }
    }

    func ends(for account: Account.ID?) {
        guard let account else { return }
        state.withLock { state in
            let held = state.extractions[account, default: 0]
            state.extractions[account] = held > 1 ? held - 1 : nil
        }
    }

    /// Ends all readers. Running calls throw.
    package func stop() {
        for child in all { child.stop() }
    }

    /// Lends a reader, preferably one that has this document open or none. `check` throws once no reader is wanted.
    func withReader<Result>(
        for document: Int, until deadline: ContinuousClock.Instant, checking check: () throws -> Void,
        _ body: (ReaderChild) throws -> Result
    ) throws -> Result {
        while available.wait(timeout: .now() + min(2, max(0, (deadline - .now) / .seconds(1)))) == .timedOut {
            try check()
            guard ContinuousClock.now < deadline else { throw JobFailure.timedOut }
        }
        let child = take(for: document)
        defer {
            state.withLock { $0.free.append(child) }
            available.signal()
        }
        return try body(child)
    }

    private func take(for document: Int) -> ReaderChild {
        state.withLock { state in
            let index =
                state.free.firstIndex { $0.document == document } ?? state.free.firstIndex { $0.document == nil } ?? 0
            return state.free.remove(at: index)
        }
    }

    /// Closes the document in all idle readers. A reader that worked on it was stopped before.
    func close(_ document: Int) {
        while available.wait(timeout: .now()) == .success {
            let child = state.withLock { state in
                state.free.firstIndex { $0.document == document }.map { state.free.remove(at: $0) }
            }
            child?.close()
            if let child { state.withLock { $0.free.append(child) } }
            available.signal()
            if child == nil { return }
        }
    }
}
