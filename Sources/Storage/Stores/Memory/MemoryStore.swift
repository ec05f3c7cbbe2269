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
        case failed(Job.ID, any Error)
    }

    let database: Database

    /// The memory of the supplier that the document is proved to be of; nil where nothing is known of it.
    package func recall(_ extraction: Extraction, of account: Account.ID) throws -> [UInt8]? {
        try database.reading { connection in
            guard try MemoryRows.exist(in: account, on: connection) else { return nil }
            let found = try SupplierIdentification(SupplierProofs(extraction), of: account, on: connection)
            return try found.match.supplier.flatMap { try MemoryRows.find($0, of: account, on: connection) }
        }
    }

    /// Learns from the next confirmed document. One transaction: a process that dies in it has changed nothing, and no
    /// other learns of the supplier meanwhile.
    /// - Parameter learn: Returns the memory with the document.
    package func learnNext(_ learn: @Sendable (Lesson) throws -> [UInt8]) throws -> Outcome {
        try database.writing { connection in
            guard let lesson = try LessonRows.claim(on: connection) else { return .none }
            guard let supplier = lesson.supplier,
                let document = try Self.document(lesson, supplier, on: connection)
            else {
                try LessonRows.remove(lesson, on: connection)
                return .learnt(lesson.job)
            }
            do {
                let memory = try learn(document)
                let documents = SupplierMemory(memory)?.documents ?? 0
                try MemoryRows.save(memory, documents: documents, of: supplier, lesson.account, on: connection)
                try LessonRows.remove(lesson, on: connection)
                return .learnt(lesson.job)
            } catch let error as JobFailure {
                try LessonRows.postpone(lesson, on: connection)
                return .failed(lesson.job, error)
            }
        }
    }

    /// Throws `notFound`.
    package func forget(_ supplier: Supplier.ID, of account: Account.ID) throws {
        try database.writing { connection in
            _ = try SupplierRows.find(supplier, of: account, on: connection)
            try MemoryRows.delete(supplier, of: account, on: connection)
        }
    }

    /// Nil where nothing was learnt.
    package func find(_ supplier: Supplier.ID, of account: Account.ID) throws -> SupplierMemory? {
        try database.reading { try MemoryRows.find(supplier, of: account, on: $0).flatMap(SupplierMemory.init) }
    }

    /// Nil where the job has no results or pages any more.
    private static func document(
        _ lesson: LessonRows.Lesson, _ supplier: Supplier.ID, on connection: Connection
    ) throws -> Lesson? {
        guard let shown = try ResultRows.extraction(of: lesson.job, on: connection),
            let read = try ResultRows.asRead(lesson.job, on: connection),
            !shown.fields.contains(where: { $0.source == .einvoice })
        else { return nil }
        let pages = try PageRows.pages(of: lesson.job, on: connection)
        guard !pages.isEmpty else { return nil }
        let main = InvoiceField.header.filter { $0.outputs.contains(.line) }.map(\.name)
        let absent = Set(read.fields.map(\.name) + main).subtracting(shown.fields.map(\.name))
        return Lesson(
            job: lesson.job, pages: pages, confirmed: shown.fields, absent: absent.sorted(),
            memory: try MemoryRows.lock(supplier, of: lesson.account, on: connection))
    }
}
