import Foundation
import TestSupport
import Testing

/// MariaDB goes away and comes back; the server says so meanwhile and recovers by itself.
@Suite struct OutageTests {
    @Test func `without its database the server answers 503, and recovers when it is back`() throws {
        let database = try PrivateMariaDB()
        let server = try RunningServer(database: database)
        #expect(try server.client.get("/ocr-invoice-job").status == 200)

        database.killHard()
        let answer = try server.client.get("/ocr-invoice-job")
        _ = try answer.problem(503)
        #expect(answer.headers["retry-after"].flatMap(Int.init) ?? 0 > 0)
        #expect(try server.client.get("/health/live").status == 200)
        #expect(try waitUntil { try server.client.get("/health/ready").status == 503 })

        try database.start()
        #expect(try waitUntil { try server.client.get("/ocr-invoice-job").status == 200 })
        #expect(try waitUntil { try server.client.get("/health/ready").status == 200 })
    }

    @Test func `a stop lets nginx answer 503 and a start makes it answer again`() throws {
        let server = try RunningServer(database: try PrivateMariaDB.shared.get())
        #expect(server.stop() == 0)
        _ = try server.client.get("/ocr-invoice-job").problem(503)
        try server.start()
        #expect(try server.client.get("/ocr-invoice-job").status == 200)
    }
}
