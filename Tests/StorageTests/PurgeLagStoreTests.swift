import Foundation
import Invoices
import MariaDB
import Storage
import TestSupport
import Testing

/// What keeps the database from cleaning up, on a server of its own: others' transactions would count.
@Suite struct StrainStoreTests {
    @Test func `the oldest transaction is told to whoever may see it, the history to everybody`() throws {
        let server = try PrivateMariaDB()
        var settings = try server.newSchema()
        let holder = try Connection(settings)
        // A snapshot that lasts, however slow this machine is.
        try holder.runPlain("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        try holder.runPlain("SET SESSION idle_transaction_timeout = 0")
        let root = PurgeLagStore(database: Database(settings, connections: 1))
        #expect(try root.read().oldestTransaction == .zero)
        try holder.runPlain("CREATE TABLE x (id INT PRIMARY KEY, n INT)")
        try holder.runPlain("INSERT INTO x VALUES (1, 0)")
        try holder.runPlain("CREATE USER plain")
        try holder.runPlain("GRANT ALL ON \(settings.database ?? "").* TO plain")
        settings.user = "plain"
        let plain = PurgeLagStore(database: Database(settings, connections: 1))
        #expect(try plain.read().oldestTransaction == nil)
        try holder.runPlain("START TRANSACTION WITH CONSISTENT SNAPSHOT")
        _ = try holder.first("SELECT n FROM x") { try $0.int() }
        #expect(waitUntil { (try? seldom(root).oldestTransaction).flatMap { $0 } ?? .zero >= .seconds(1) })
        let writer = try Connection(settings)
        // What was written before the snapshot may still be cleaned up meanwhile, so nothing is added to what was there.
        for _ in 0..<100 { try writer.runPlain("UPDATE x SET n = n + 1") }
        #expect(waitUntil { (try? plain.read().history) ?? 0 >= 100 })
        try holder.runPlain("COMMIT")
        #expect(waitUntil { (try? seldom(root).oldestTransaction) == .some(.zero) })
    }

    /// InnoDB shows the same transactions again to whoever asks more often than ten times a second.
    private func seldom(_ store: PurgeLagStore) throws -> PurgeLag {
        usleep(150_000)
        return try store.read()
    }
}
