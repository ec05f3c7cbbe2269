import Synchronization

/// What is under way on one document in the readers, so that it can be stopped from any thread, also while the document
/// is being opened.
final class DocumentWork: Sendable {
    private struct State {
        var isStopped = false
        var readers: [ObjectIdentifier: ReaderChild] = [:]
    }

    private let document: Int
    private let state = Mutex(State())

    init(document: Int) {
        self.document = document
    }

    /// Kills what works on the document, at once: calls under way and later ones throw.
    func stop() {
        let readers = state.withLock { state in
            state.isStopped = true
            return Array(state.readers.values)
        }
        for reader in readers { reader.killFork(of: document) }
    }

    /// Runs a step on that reader; throws `Cancelled` when the work was stopped.
    func run<Result>(on reader: ReaderChild, _ body: () throws -> Result) throws -> Result {
        try state.withLock { state in
            guard !state.isStopped else { throw Cancelled() }
            state.readers[ObjectIdentifier(reader)] = reader
        }
        defer { state.withLock { $0.readers[ObjectIdentifier(reader)] = nil } }
        do {
            return try body()
        } catch {
            // A fork that was killed on purpose is no crash.
            throw state.withLock { $0.isStopped } ? Cancelled() : error
        }
    }

    /// For what became known between two steps of one piece of work, or while it waited for a reader.
    func check() throws {
        if state.withLock({ $0.isStopped }) { throw Cancelled() }
    }
}
