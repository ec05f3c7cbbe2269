import Invoices
import ReaderWire
import Synchronization

/// A document open in one or more of the pool's readers.
final class PooledDocument: OpenDocument {
    private struct State {
        var isStopped = false
        var readers: [ObjectIdentifier: ReaderChild] = [:]
    }

    /// A page that takes longer is given up even when nobody else watches the clock.
    private static let pageLimit = PageTime.passing + .seconds(30)

    let lookOver: LookOver
    private let file: String
    private let number: Int
    private let settings: ReadSettings
    private let pool: ReaderPool
    private let work: Work

    /// What is under way; apart from the document, since opening it may already be stopped.
    private final class Work: Sendable {
        private let document: Int
        private let state = Mutex(State())

        init(document: Int) {
            self.document = document
        }

        func stop() {
            let readers = state.withLock { state in
                state.isStopped = true
                return Array(state.readers.values)
            }
            for reader in readers { reader.killFork(of: document) }
        }

        func run<Result>(on reader: ReaderChild, _ body: () throws -> Result) throws -> Result {
            try state.withLock { state in
                guard !state.isStopped else { throw Halted() }
                state.readers[ObjectIdentifier(reader)] = reader
            }
            defer { state.withLock { $0.readers[ObjectIdentifier(reader)] = nil } }
            do {
                return try body()
            } catch {
                // A fork that was killed on purpose is no crash.
                throw state.withLock { $0.isStopped } ? Halted() : error
            }
        }

        /// For what became known between two steps of one piece of work, or while it waited for a reader.
        func check() throws {
            if state.withLock({ $0.isStopped }) { throw Halted() }
        }
    }

    init(
        _ file: String, number: Int, settings: ReadSettings, pool: ReaderPool, deadline: ContinuousClock.Instant,
        halt: Halt
    ) throws {
        let work = Work(document: number)
        halt.onSet { work.stop() }
        lookOver = try pool.withReader(for: number, until: deadline, checking: work.check) { reader in
            let limit = min(deadline, ContinuousClock.now + Self.pageLimit)
            return try work.run(on: reader) { try reader.open(file, as: number, until: limit) }
        }
        (self.file, self.number, self.settings, self.pool, self.work) = (file, number, settings, pool, work)
    }

    func read(page: Int) throws -> ReadPage {
        try withReader { reader, deadline in
            try reader.read(page: page, settings: settings, until: deadline)
        }
    }

    /// Reads a region of a page again.
    func read(region: Box, page: Int) throws -> [TextLine] {
        try withReader { reader, deadline in
            try reader.read(region: region, page: page, settings: settings, until: deadline)
        }
    }

    func stop() { work.stop() }

    func close() { pool.close(number) }

    private func withReader<Result>(
        _ body: (ReaderChild, ContinuousClock.Instant) throws -> Result
    ) throws -> Result {
        let patience = ContinuousClock.now + .seconds(3600)
        return try pool.withReader(for: number, until: patience, checking: work.check) { reader in
            try work.run(on: reader) {
                let deadline = ContinuousClock.now + Self.pageLimit
                if reader.document != number {
                    _ = try reader.open(file, as: number, until: deadline)
                    try work.check()
                }
                return try body(reader, deadline)
            }
        }
    }
}
