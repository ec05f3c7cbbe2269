import Foundation
import MariaDB
import Storage
import Synchronization
import TestSupport
import Testing

/// Migrations apply once.
@Suite struct MigrationTests {
    @Test func `two at once apply each migration once`() throws {
        let settings = try PrivateMariaDB.shared.get().newSchema()
        let applied = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            do {
                let names = try Migrations(settings).apply()
                applied.withLock { $0 += names }
            } catch { Issue.record(error) }
        }
        let names = applied.withLock { $0 }
        #expect(names.count == Set(names).count)
        #expect(names.count == Migrations.numbers.count)
        let stores = Stores(database: Database(settings))
        try stores.checkReady()
    }

    /// Of a large table, longer than any lock is waited for.
    @Test func `one waits for another however long that takes`() throws {
        let settings = try PrivateMariaDB.shared.get().newSchema()
        _ = try Migrations(settings).apply()
        let other = try Connection(settings)
        try other.runPlain("SET idle_transaction_timeout = 0")
        try other.runPlain("BEGIN")
        try other.runPlain("UPDATE migration SET name = 'held' WHERE number = 0")
        let applied = Mutex<[String]?>(nil)
        let ended = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            do {
                let names = try Migrations(settings).apply()
                applied.withLock { $0 = names }
            } catch { Issue.record(error) }
            ended.signal()
        }
        // The lock's own patience, 3 s, must have run out once.
        Thread.sleep(forTimeInterval: 4)
        try other.runPlain("COMMIT")
        #expect(ended.wait(timeout: .now() + 600) == .success)
        #expect(applied.withLock { $0 } == [])
    }

    @Test func `a schema that was not migrated is not ready`() throws {
        let stores = Stores(database: Database(try PrivateMariaDB.shared.get().newSchema()))
        #expect(throws: (any Error).self) { try stores.checkReady() }
    }
}
