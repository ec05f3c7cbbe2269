import FieldExtraction
import Foundation
import Invoices
import MariaDB
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// What suppliers' memories are learnt from, and how often. The memories of these tests are the numbers of the invoices that
/// they were learnt from.
@Suite struct LearningTests {
    private let bench: SupplierBench
    /// Of another process.
    private let others: Stores
    private static let iban = "DE89370400440532013000"
    private static let nord = ["name": "Nordwerk GmbH", "taxId": "DE123456788", "addressParts.postalCode": "20095"]

    private var memory: MemoryStore { bench.stores.memory }

    init() throws {
        bench = try SupplierBench()
        others = Stores(database: Database(bench.queue.fixture.settings, connections: 4))
    }

    private func complete(_ number: String) throws -> Job.ID {
        try bench.complete(
            SupplierBench.invoice(Self.nord, iban: Self.iban, number: number, date: "2026-01-02", total: 100)
        ).id
    }

    /// - Parameter number: What the invoice's number is corrected to.
    private func confirm(_ job: Job.ID, number: String? = nil) throws {
        var data = ReviewedData()
        if let number { data.values["invoice.number"] = .init(value: .text(number), text: number) }
        let tag = try #require(try bench.job(job).resultsTag)
        try bench.stores.reviews.review(
            job, ReviewAct(data: data, confirms: true, isForced: true), ifTag: tag, of: bench.account)
    }

    @Sendable private static func learn(_ lesson: MemoryStore.Lesson) -> [UInt8] {
        let number = lesson.confirmed.first { $0.name == "invoice.number" }?.value.text ?? "?"
        return (lesson.memory ?? []) + Array("\(number) ".utf8)
    }

    /// The numbers that are known.
    private func known() throws -> [String] {
        let extraction = SupplierBench.invoice(Self.nord, iban: Self.iban)
        let bytes = try memory.recall(extraction, of: bench.account) ?? []
        return String(decoding: bytes, as: UTF8.self).split(separator: " ").map(String.init)
    }

    /// Until nothing is left to learn.
    private static func learnAll(
        _ memory: MemoryStore, _ learn: @Sendable (MemoryStore.Lesson) throws -> [UInt8]
    ) throws {
        while true { if case .none = try memory.learnNext(learn) { return } }
    }

    private func taught(_ numbers: [String]) throws -> [Job.ID] {
        try numbers.map { number in
            let job = try complete(number)
            try confirm(job)
            try Self.learnAll(memory, Self.learn)
            return job
        }
    }

    @Test func `two processes that learn from one supplier lose and double nothing`() async throws {
        let numbers = (1...8).map(String.init)
        for number in numbers { try confirm(complete(number)) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for store in [memory, others.memory] {
                group.addTask {
                    try Self.learnAll(store) { lesson in
                        Thread.sleep(forTimeInterval: 0.01)
                        return Self.learn(lesson)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try known().sorted() == numbers)
    }

    @Test func `what another process learns meanwhile is kept`() throws {
        try confirm(complete("1"))
        try confirm(complete("2"))
        let calls = Mutex(0)
        _ = try memory.learnNext { lesson in
            let call = calls.withLock { count in
                count += 1
                return count
            }
            if call == 1 { _ = try others.memory.learnNext(Self.learn) }
            return Self.learn(lesson)
        }
        #expect(calls.withLock { $0 } == 2, "it is learnt again from what is known now")
        #expect(try known() == ["2", "1"])
    }

    @Test func `a job that is confirmed again replaces what it taught`() throws {
        let jobs = try taught(["1", "2", "3"])
        try confirm(jobs[1], number: "20")
        try Self.learnAll(memory, Self.learn)
        #expect(try known() == ["1", "20", "3"])
    }

    @Test func `a job that is confirmed again unchanged teaches nothing more`() throws {
        let jobs = try taught(["1", "2"])
        try confirm(jobs[0])
        try Self.learnAll(memory) { _ in
            Issue.record("learnt twice")
            return []
        }
        #expect(try known() == ["1", "2"])
    }

    @Test func `a process that dies while it learns has changed nothing, and another goes on`() throws {
        struct Death: Error {}
        try confirm(complete("1"))
        #expect(throws: Death.self) { _ = try memory.learnNext { _ in throw Death() } }
        #expect(try known().isEmpty)
        guard case .none = try others.memory.learnNext(Self.learn) else {
            Issue.record("the lesson is taken while its lease lasts")
            return
        }
        try bench.stores.database.writing { connection in
            _ = try connection.run("UPDATE supplier_lesson SET due_at = UTC_TIMESTAMP(3)")
        }
        try Self.learnAll(others.memory, Self.learn)
        #expect(try known() == ["1"])
    }

    @Test func `a confirmation while its document is learnt counts alone`() throws {
        let job = try complete("1")
        try confirm(job)
        let outcome = try memory.learnNext { lesson in
            try confirm(job, number: "10")
            return Self.learn(lesson)
        }
        guard case .superseded = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(try known().isEmpty)
        try Self.learnAll(memory, Self.learn)
        #expect(try known() == ["10"])
    }

    @Test func `what is forgotten while a document is learnt stays forgotten`() throws {
        let jobs = try taught(["1"])
        let supplier = try #require(try bench.job(jobs[0]).supplier.supplier)
        try confirm(complete("2"))
        let hasForgotten = Mutex(false)
        try Self.learnAll(memory) { lesson in
            let isFirst = hasForgotten.withLock { forgotten in
                defer { forgotten = true }
                return !forgotten
            }
            if isFirst { try memory.forget(supplier, of: bench.account) }
            return Self.learn(lesson)
        }
        #expect(try known() == ["2"])
    }

    @Test func `a job that becomes another supplier's leaves nothing behind`() throws {
        let jobs = try taught(["1", "2"])
        let other = try bench.enter("Südwerk GmbH", [.vatNumber: "DE111111125"])
        try bench.stores.database.writing { connection in
            _ = try connection.run(
                "UPDATE job_result SET supplier_id = ? WHERE job_id = ?", [other.value, jobs[1].value])
            try LessonRows.add(jobs[1], of: bench.account, on: connection)
        }
        try Self.learnAll(memory, Self.learn)
        #expect(try known() == ["1"])
    }
}
