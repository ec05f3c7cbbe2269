package import FieldExtraction
package import Invoices
import MariaDB

/// What is learnt from suppliers' reviewed documents.
package struct MemoryStore: Sendable {
    /// A confirmed document, and what is known of its supplier.
    package struct Lesson: Sendable {
        package let job: Job.ID
        package let pages: [Page]
        package let confirmed: [Field]
        /// Fields that the document does not have: those that a person took out, and the main ones that nobody found.
        package let absent: [String]
        /// As JSON; nil where nothing was learnt.
        package let memory: [UInt8]?
    }

    package enum Outcome: Sendable {
        case none
        case learnt(Job.ID)
        /// It was confirmed anew meanwhile, or another process has it: what was learnt was thrown away.
        case superseded(Job.ID)
        case failed(Job.ID, any Error)
    }

    /// So often a lesson is learnt again because others learn of its supplier at the same time.
    private static let mostTries = 20

    let database: Database

    /// The memory of the supplier that the document is proved to be of; nil where nothing is known of it.
    package func recall(_ extraction: Extraction, of account: Account.ID) throws -> [UInt8]? {
        try database.reading { connection in
            guard try MemoryRows.exist(in: account, on: connection) else { return nil }
            let found = try SupplierIdentification(SupplierProofs(extraction), of: account, on: connection)
            return try found.match.supplier.flatMap { try MemoryRows.find($0, of: account, on: connection) }
        }
    }

    /// Learns from the next confirmed document, outside of any transaction. What was learnt is saved together with the end
    /// of the lesson, if nobody has changed the supplier's memory meanwhile: a process that dies has changed nothing.
    /// - Parameter learn: Returns the memory with the document.
    package func learnNext(_ learn: @Sendable (Lesson) throws -> [UInt8]) throws -> Outcome {
        guard let lesson = try database.writing({ try LessonRows.claim(on: $0) }) else { return .none }
        do {
            for _ in 0..<Self.mostTries {
                let course = try database.reading { try MemoryCourse(lesson, on: $0) }
                guard let memory = try learnt(course, learn) else { return .superseded(lesson.job) }
                switch try database.writing({ try course.save(memory, on: $0) }) {
                case .saved: return .learnt(lesson.job)
                case .superseded: return .superseded(lesson.job)
                case .outdated: continue
                }
            }
            try database.writing { try LessonRows.release(lesson, on: $0) }
            return .superseded(lesson.job)
        } catch let error as JobFailure {
            try database.writing { try LessonRows.postpone(lesson, on: $0) }
            return .failed(lesson.job, error)
        }
    }

    /// The memory after the course's documents; nil where the lesson was taken away.
    private func learnt(
        _ course: MemoryCourse, _ learn: (Lesson) throws -> [UInt8]
    ) throws -> MemoryRows.State? {
        var state = MemoryRows.State(memory: course.memory)
        for job in course.jobs {
            guard try database.writing({ try LessonRows.renew(course.lesson, on: $0) }) else { return nil }
            let document = try database.reading { try TaughtDocument(job, of: course.lesson.account, on: $0) }
            guard let document else { continue }
            state.memory = try learn(
                Lesson(
                    job: job, pages: document.pages, confirmed: document.confirmed, absent: document.absent,
                    memory: state.memory))
        }
        return state
    }

    /// Throws `notFound`.
    package func forget(_ supplier: Supplier.ID, of account: Account.ID) throws {
        try database.writing { connection in
            _ = try SupplierRows.find(supplier, of: account, on: connection)
            try MemoryRows.empty(supplier, of: account, on: connection)
            try TaughtRows.delete(supplier, of: account, on: connection)
        }
    }

    /// Nil where nothing was learnt.
    package func find(_ supplier: Supplier.ID, of account: Account.ID) throws -> SupplierMemory? {
        try database.reading { try MemoryRows.find(supplier, of: account, on: $0).flatMap(SupplierMemory.init) }
    }
}
