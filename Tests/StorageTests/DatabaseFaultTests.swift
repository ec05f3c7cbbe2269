import Foundation
import Invoices
import MariaDB
import TestSupport
import Testing

@testable import Storage

/// A database that answers and does not do what it is asked.
@Suite struct DatabaseFaultTests {
    private let fixture: StoreFixture
    private let server: PrivateMariaDB
    /// Of a user who is not exempt from `read_only`, as root is.
    private let stores: Stores
    private let settings: ConnectionSettings

    init() throws {
        server = try PrivateMariaDB()
        fixture = try StoreFixture(on: server)
        var settings = fixture.settings
        settings.user = "app"
        settings.password = "first"
        self.settings = settings
        stores = Stores(database: Database(settings, connections: 2))
        try asRoot("CREATE USER app@localhost IDENTIFIED BY 'first'")
        try asRoot("GRANT ALL ON \(settings.database ?? "").* TO app@localhost")
    }

    private func asRoot(_ sql: String) throws { try Connection(fixture.settings).runPlain(sql) }

    private func insert() throws { _ = try stores.jobs.insert(fixture.draft(), of: fixture.account) }

    @Test func `a server that takes no writes is not available, until it does`() throws {
        #expect(stores.fault() == nil)
        try asRoot("SET GLOBAL read_only = 1")
        #expect(stores.fault() == .readOnly)
        #expect(throws: StorageError.unavailable) { try insert() }
        #expect(try stores.jobs.list(ListRequest(), of: fixture.account).total == 0, "reading goes on")
        try asRoot("SET GLOBAL read_only = 0")
        try insert()
        #expect(stores.fault() == nil)
    }

    @Test func `a connection to a server that takes no writes is not used again`() throws {
        let database = Database(settings, connections: 1)
        func connection() throws -> Int? {
            try database.read { try $0.first("SELECT CONNECTION_ID()") { try $0.int() } }
        }
        let before = try connection()
        #expect(try connection() == before)
        try asRoot("SET GLOBAL read_only = 1")
        #expect(throws: DatabaseError.self) {
            try database.transaction { try $0.run("UPDATE heartbeat SET beat_at = UTC_TIMESTAMP(3)") }
        }
        #expect(try connection() != before)
    }

    @Test func `a changed password makes the database unavailable, and nothing worse`() throws {
        try asRoot("ALTER USER app@localhost IDENTIFIED BY 'second'")
        #expect(throws: StorageError.unavailable) { try insert() }
        #expect(stores.fault() == .refused)
        try asRoot("ALTER USER app@localhost IDENTIFIED BY 'first'")
        try insert()
    }

    @Test func `a query that was cut may be asked again`() throws {
        let connection = try Connection(settings)
        try connection.runPlain("SET max_statement_time = 0.05")
        let error = #expect(throws: DatabaseError.self) { try connection.run("SELECT SLEEP(?)", [.int(20)]) }
        #expect(error?.code == 1969 && error?.isMendedByTime == true && connection.isBroken)
        #expect(throws: StorageError.unavailable) {
            try stores.database.reading { connection in
                try connection.runPlain("SET max_statement_time = 0.05")
                try connection.run("SELECT SLEEP(?)", [.int(20)])
            }
        }
    }

    @Test func `each fault is told from the others`() throws {
        let bare = Stores(database: Database(try server.newSchema(), connections: 1))
        #expect(bare.fault() == .outdatedSchema)
        var nowhere = fixture.settings
        nowhere.database = "nowhere"
        #expect(Stores(database: Database(nowhere, connections: 1)).fault() == .missing)
        try asRoot("REVOKE UPDATE ON \(settings.database ?? "").* FROM app@localhost")
        #expect(Stores(database: Database(settings, connections: 1)).fault() == .denied)
        server.killHard()
        #expect(fixture.stores.fault() == .silent)
        #expect(DatabaseFault(DatabaseError(code: 1047, message: "")) == .withoutQuorum)
        #expect(DatabaseFault(DatabaseError(code: 1114, message: "")) == .full)
        #expect(DatabaseFault(DatabaseError(code: 1205, message: "")) == .slow)
        #expect(DatabaseFault(DatabaseError(code: 1064, message: "")) == .other(1064))
        let wrong = DatabaseError(code: 0, state: "0A000", message: "The database server is MySQL 9.")
        #expect(DatabaseFault(wrong).sentence == "The database server is MySQL 9.")
    }

    @Test func `asking whether it can be written to keeps nothing`() throws {
        for _ in 0..<3 { #expect(stores.fault() == nil) }
        #expect(try stores.database.read { try $0.first("SELECT COUNT(*) FROM heartbeat") { try $0.int() } } == 1)
    }

    @Test(arguments: [1153, 1264, 1366, 1406, 2020, 1062, 1048, 1064] as [UInt32])
    func `what the same values can never do is not repeated`(code: UInt32) {
        #expect(!DatabaseError(code: code, message: "").isMendedByTime)
        #expect(throws: DatabaseError.self) { try translatingErrors { throw DatabaseError(code: code, message: "") } }
    }

    @Test(
        arguments: [
            2002, 2003, 2006, 2013, 1040, 1203, 1226, 1927, 1205, 1213, 1020, 1047, 1180, 1290, 1792, 1836, 1045, 1044,
            1698,
            1969, 3024, 1317,
        ] as [UInt32])
    func `what time mends is a database that is not available`(code: UInt32) {
        #expect(DatabaseError(code: code, message: "").isMendedByTime)
        #expect(throws: StorageError.unavailable) {
            try translatingErrors { throw DatabaseError(code: code, message: "") }
        }
    }
}
