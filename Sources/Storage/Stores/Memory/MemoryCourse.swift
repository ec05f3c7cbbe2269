import FieldExtraction
import Invoices
import MariaDB

/// What one lesson makes a supplier's memory learn, and from which state of it.
struct MemoryCourse: Sendable {
    enum Saving { case saved, superseded, outdated }

    let lesson: LessonRows.Lesson
    /// The documents to learn from, in order; none where there is nothing new.
    let jobs: [Job.ID]
    /// What is known before the first of them; nil for nothing.
    let memory: [UInt8]?
    private let supplier: Supplier.ID?
    /// Whose the job was when it taught before.
    private let former: Supplier.ID?
    private let revision: Int
    private let hash: [UInt8]?

    /// A document that has taught the supplier before replaces what it taught: all is learnt anew from the supplier's latest
    /// documents.
    init(_ lesson: LessonRows.Lesson, on connection: Connection) throws {
        self.lesson = lesson
        supplier = try LessonRows.supplier(of: lesson, on: connection)
        let taught = try TaughtRows.find(lesson.job, of: lesson.account, on: connection)
        former = taught?.supplier
        guard let supplier, let document = try TaughtDocument(lesson.job, of: lesson.account, on: connection) else {
            (jobs, memory, revision, hash) = ([], nil, 0, nil)
            return
        }
        let state = try MemoryRows.state(of: supplier, lesson.account, on: connection)
        (revision, hash) = (state.revision, document.hash)
        if taught?.supplier != supplier {
            (jobs, memory) = ([lesson.job], state.memory)
        } else if taught?.hash == document.hash {
            (jobs, memory) = ([], state.memory)
        } else {
            let latest = try TaughtRows.latest(of: supplier, lesson.account, on: connection)
            jobs = latest.contains(lesson.job) ? latest : [lesson.job] + latest
            memory = nil
        }
    }

    /// Within a transaction: what was learnt, and that the lesson is over.
    func save(_ learnt: MemoryRows.State, on connection: Connection) throws -> Saving {
        // Locks the lesson, too.
        guard try LessonRows.renew(lesson, on: connection) else { return .superseded }
        if let supplier {
            let known = try MemoryRows.lock(supplier, of: lesson.account, on: connection)
            guard try LessonRows.supplier(of: lesson, on: connection) == supplier else { return .outdated }
            if hash != nil, let known {
                guard known == revision else { return .outdated }
                try write(learnt, of: supplier, on: connection)
            }
        } else if former != nil {
            try TaughtRows.delete(lesson.job, of: lesson.account, on: connection)
        }
        if let former, former != supplier { try TaughtRows.hasLost(former, of: lesson.account, on: connection) }
        _ = try LessonRows.remove(lesson, on: connection)
        return .saved
    }

    private func write(_ learnt: MemoryRows.State, of supplier: Supplier.ID, on connection: Connection) throws {
        guard let hash, let memory = learnt.memory, !jobs.isEmpty else { return }
        let documents = SupplierMemory(memory)?.documents ?? 0
        try MemoryRows.save(memory, documents: documents, of: supplier, lesson.account, on: connection)
        try TaughtRows.save(lesson.job, hash, of: supplier, lesson.account, on: connection)
    }
}
