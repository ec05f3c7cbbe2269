import Invoices
import Logging
import Processing
import Queueing
import ReaderWire
import Storage

/// Learns from confirmed documents in the background, one after the other, with readers that no job uses.
final class MemoryLearningService: Sendable {
    /// Learning takes milliseconds; a document that takes longer is given up.
    private static let patience = Duration.seconds(20)
    private static let pause = Duration.seconds(1)

    private let store: MemoryStore
    private let readers: ReaderPool
    private let log: Logger
    private let thread = PeriodicThread()

    init(store: MemoryStore, readers: ReaderPool, log: Logger) {
        self.store = store
        self.readers = readers
        self.log = log
    }

    /// Throws if the machine does not have enough threads.
    func start() throws {
        try thread.start("memory") { [self] in
            do {
                return say(try store.learnNext(learn)) ? .zero : Self.pause
            } catch {
                log.debug("learning waits", metadata: ["error": "\(error)"])
                return .seconds(5)
            }
        }
    }

    func stop() { thread.stop() }

    @Sendable private func learn(_ lesson: MemoryStore.Lesson) throws -> [UInt8] {
        try readers.learn(
            LearningRequest(memory: lesson.memory, confirmed: lesson.confirmed, absent: lesson.absent),
            from: lesson.pages, deadline: .now + Self.patience)
    }

    /// Returns false where there was nothing to learn.
    private func say(_ outcome: MemoryStore.Outcome) -> Bool {
        switch outcome {
        case .none: return false
        case .learnt(let job): log.debug("learnt from a confirmed document", metadata: ["job": "\(job)"])
        case .superseded(let job):
            log.debug("what was learnt is thrown away, another has learnt it", metadata: ["job": "\(job)"])
        case .failed(let job, let error):
            log.notice("not learnt from a confirmed document", metadata: ["job": "\(job)", "error": "\(error)"])
        }
        return true
    }
}
