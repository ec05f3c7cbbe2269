import Foundation
import JSON
import MariaDB
import Storage
import Testing

@testable import API

/// Keys and users, as the account's administrator makes them.
@Suite(.serialized) struct AdministrationTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private static let user = #"{"name": "anna", "role": "reviewer", "password": "correct horse"}"#

    @Test func `a key is shown once, and works at once`() throws {
        let made = try bench.post("/ocr-invoice-key", #"{"name": "ERP", "scopes": ["jobs:read"], "expiresInDays": 1}"#)
        #expect(made.status == 201)
        let (text, id) = try (#require(made.data?["key"]?.string), #require(made.data?["_id"]?.string))
        #expect(text.hasPrefix("ocr_live_\(id)"))
        #expect(try bench.send("GET", "/ocr-invoice-job", key: text).status == 200)
        #expect(try bench.send("POST", "/ocr-invoice-job", Bench.job(), key: text).code == "scope_missing")
        let shown = try bench.get("/ocr-invoice-key/\(id)")
        #expect(shown.data?["key"] == nil && shown.data?["expiresAt"]?.string != nil)
        #expect(shown.data?["scopes"]?.array?.compactMap(\.string) == ["jobs:read"])
        let list = try bench.get("/ocr-invoice-key")
        #expect(list.json["total"]?.int == 2 && !list.bytes.contains(text))
        #expect(try bench.get("/ocr-invoice-key?limit=1&offset=1").data?.array?.first?["_id"]?.string == id)
        #expect(try bench.delete("/ocr-invoice-key/\(id)").status == 200)
        #expect(try bench.send("GET", "/ocr-invoice-job", key: text).status == 401)
        #expect(try bench.get("/ocr-invoice-key/\(id)").status == 404)
    }

    @Test func `no administrator makes an operator's key`() throws {
        let answer = try bench.post("/ocr-invoice-key", #"{"name": "x", "scopes": ["jobs:read", "metrics:read"]}"#)
        #expect(answer.faults == ["/scopes/1 not_allowed"])
        let bad = try bench.post("/ocr-invoice-key", #"{"name": " ", "scopes": [], "expiresInDays": 0}"#)
        #expect(bad.faults == ["/expiresInDays out_of_range", "/name blank", "/scopes too_short"])
        #expect(try bench.post("/ocr-invoice-key", #"{"name": "x"}"#).faults == ["/scopes required"])
    }

    @Test func `a key that was made under an idempotency key is shown again without its secret`() throws {
        let answers = try (0..<2).map { _ in
            try bench.post(
                "/ocr-invoice-key", #"{"name": "ERP", "scopes": ["admin"]}"#, headers: ["idempotency-key": "make"])
        }
        #expect(answers.map(\.status) == [201, 201])
        #expect(answers[0].data?["_id"]?.string == answers[1].data?["_id"]?.string)
        #expect(answers[0].data?["key"] != nil && answers[1].data?["key"] == nil)
    }

    @Test func `a user is made, changed and deleted`() throws {
        let made = try bench.post("/ocr-invoice-user", Self.user)
        #expect(made.status == 201 && !made.bytes.contains("horse"))
        let id = try #require(made.data?["_id"]?.string)
        #expect(made.header("Location") == "http://host/mount/ocr-invoice-user/\(id)")
        #expect(made.data?["role"]?.string == "reviewer")
        let path = "/ocr-invoice-user/\(id)"
        let stale = try bench.put(path, #"{"name": "anna", "role": "admin"}"#, headers: ["if-match": "\"7\""])
        #expect(stale.status == 412)
        let changed = try bench.put(
            path, #"{"name": "Anna B.", "role": "admin", "_id": "x", "lastSignInAt": null}"#,
            headers: ["if-match": try #require(made.header("ETag"))])
        #expect(changed.data?["name"]?.string == "Anna B." && changed.data?["role"]?.string == "admin")
        #expect(try bench.get("/ocr-invoice-user").json["total"]?.int == 1)
        #expect(try bench.delete(path, headers: ["if-match": "\"1\""]).status == 412)
        #expect(try bench.delete(path).status == 200)
        #expect(try bench.get(path).status == 404)
    }

    @Test func `a user needs a name of his own, a role and a password of ten characters`() throws {
        #expect(try bench.post("/ocr-invoice-user", Self.user).status == 201)
        let again = try bench.post("/ocr-invoice-user", Self.user)
        #expect(again.status == 409 && again.code == "duplicate_user_name")
        #expect(again.faults == ["/name duplicate_user_name"])
        let other = try bench.post("/ocr-invoice-user", Self.user.replacing("anna", with: "bert"))
        let id = try #require(other.data?["_id"]?.string)
        #expect(try bench.put("/ocr-invoice-user/\(id)", #"{"name": "anna", "role": "reader"}"#).status == 409)
        let bad = try bench.post("/ocr-invoice-user", #"{"name": "", "role": "root", "password": "short"}"#)
        #expect(bad.faults == ["/name length", "/password length", "/role not_allowed"])
        let empty = try bench.post("/ocr-invoice-user", "{}")
        #expect(empty.faults == ["/name required", "/password required", "/role required"])
    }

    @Test func `of a password nothing is kept under an idempotency key`() throws {
        let headers = ["idempotency-key": "user"]
        #expect(try bench.post("/ocr-invoice-user", Self.user, headers: headers).status == 201)
        #expect(try bench.post("/ocr-invoice-user", Self.user, headers: headers).status == 409)
        let (database, account) = (bench.stores.database, bench.account)
        let kept = try database.read { connection in
            try connection.first("SELECT COUNT(*) FROM idempotency WHERE account_id = ?", [.bytes(account.bytes)]) {
                try $0.int()
            }
        }
        #expect(kept == 0)
    }
}

extension [UInt8] {
    /// Whether the text stands anywhere in these bytes.
    fileprivate func contains(_ text: String) -> Bool { String(decoding: self, as: UTF8.self).contains(text) }
}
