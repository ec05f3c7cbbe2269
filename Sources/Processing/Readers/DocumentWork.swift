import Synchronization

/// The work on one document in the readers. Any thread can stop it, also while the document is being opened.
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

    /// Kills the processes that work on the document, at once. Running and later calls throw.
    func stop() {
        let readers = state.withLock { state in
            state.isStopped = true
            return Array(state.readers.values)
        }
        for reader in readers { reader.killFork(of: document) }
    }

    /// Runs a step on that reader. Throws `Cancelled` if the work was stopped.
    func run<Result>(on reader: ReaderChild, _ body: () throws -> Result) throws -> Result {
        try state.withLock { state in
            guard !state.isStopped else { throw Cancelled() }
            state.readers[ObjectIdentifier(reader)] = reader
        }
        defer { state.withLock { $0.readers[ObjectIdentifier(reader)] = nil } }
        do {
            return try body()
        } catch {
            // A fork that was killed on purpose did not crash.
            throw state.withLock { $0.isStopped } ? Cancelled() : error
        }
    }

    /// Throws `Cancelled` if the work was stopped between two steps or while it waited for a reader.
    func check() throws {
        if state.withLock({ $0.isStopped }) { throw Cancelled() }
    }
}
