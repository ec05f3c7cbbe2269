import Foundation
import Invoices
import JSON
import MariaDB
import Storage
import Synchronization
import TestSupport
import Testing

@testable import API

/// Who may do what, and what repeating a request does.
struct CallerTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @Test func `a wrong, revoked or expired key is 401`() throws {
        #expect(try bench.send("GET", "/ocr-invoice-job", key: "nonsense").code == "key_invalid")
        let key = try bench.stores.keys.insert(for: bench.account, name: "k")
        #expect(try bench.send("GET", "/ocr-invoice-job", key: key.text).status == 200)
        #expect(
            try bench.send("GET", "/ocr-invoice-job", headers: ["api-key": "", "x-api-key": key.text]).status == 401)
        _ = try bench.stores.keys.revoke(key.record.id)
        #expect(try bench.send("GET", "/ocr-invoice-job", key: key.text).status == 401)
        let expired = try bench.stores.keys.insert(for: bench.account, name: "e", validFor: .milliseconds(-1))
        #expect(try bench.send("GET", "/ocr-invoice-job", key: expired.text).status == 401)
    }

    @Test func `the key may stand in either header`() throws {
        let request = { (name: String) in
            Request(method: "GET", path: "/ocr-invoice-job", headers: [name: bench.key], id: "x")
        }
        let api = API(bench.services)
        #expect(["api-key", "x-api-key"].map { api.answer(request($0)).status } == [200, 200])
    }

    @Test func `links begin with the public URL`() throws {
        var bench = bench
        bench.services.publicURL = "https://public.example/api"
        let answer = try bench.post("/ocr-invoice-job", Bench.job())
        let id = answer.data?["_id"]?.string ?? ""
        #expect(answer.header("Location") == "https://public.example/api/ocr-invoice-job/\(id)")
    }

    @Test func `an error that nobody expected says nothing of itself`() throws {
        struct Leak: Error { let detail = "SELECT secret FROM /var/lib" }
        var bench = bench
        bench.services.metrics = { throw Leak() }
        let request = Request(method: "GET", path: "/metrics", id: "leak-1", isFromLoopback: true)
        let response = API(bench.services).answer(request)
        guard case .bytes(let bytes) = response.body else { return #expect(Bool(false)) }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(response.status == 500)
        #expect(text.contains("leak-1"))
        #expect(!text.contains("SELECT") && !text.contains("Leak") && !text.contains("/var"))
    }

    @Test func `a database that is away is 503 with Retry-After`() throws {
        var away = bench
        away.services.stores = Stores(
            database: Database(ConnectionSettings(socket: "/nonexistent/socket", user: "nobody")))
        let answer = try away.get("/ocr-invoice-job")
        #expect(answer.status == 503)
        #expect(answer.code == "database_unavailable")
        #expect(answer.header("Retry-After") != nil)
    }

    @Test func `every route asks for its scope and for no other`() throws {
        let routes = Routes.all(bench.services)
        let keys = try Dictionary(uniqueKeysWithValues: Scope.allCases.map { ($0, try bench.key(scopes: [$0])) })
        for route in routes {
            guard case .scope(let needed) = route.access else { continue }
            let path = route.pattern.replacing("{id}", with: "65a1b2c3d4e5f60718293a4b")
            for scope in Scope.allCases {
                let answer = try bench.send(route.method, path, key: keys[scope])
                #expect((answer.code == "scope_missing") == (scope != needed), "\(route.method) \(path) \(scope)")
                if scope != needed { #expect(answer.status == 403) }
            }
        }
    }

    @Test func `metrics are given to an operator's key, and to no other`() throws {
        var bench = bench
        bench.services.metrics = { "up 1" }
        let answer = try bench.send("GET", "/metrics", key: bench.key(scopes: [.metricsRead]))
        #expect(answer.status == 200)
        #expect(String(decoding: answer.bytes, as: UTF8.self) == "up 1")
        #expect(try bench.send("GET", "/metrics").code == "scope_missing", "a key of all scopes is an account's")
        #expect(try bench.send("GET", "/metrics", key: "wrong").status == 401)
        let near = Request(method: "GET", path: "/metrics", id: "near", isFromLoopback: true)
        #expect(API(bench.services).answer(near).status == 200)
    }

    @Test func `an address that sends too many wrong keys is told to wait, and another is not`() throws {
        var bench = bench
        bench.services.guessesPerMinute = 3
        let api = API(bench.services)
        func status(_ address: String, _ key: String) -> Int {
            api.answer(
                Request(
                    method: "GET", path: "/ocr-invoice-job", headers: ["api-key": key], id: "guess",
                    clientAddress: address)
            ).status
        }
        #expect((0..<4).map { status("192.0.2.1", "wrong \($0)") } == [401, 401, 401, 429])
        #expect(status("192.0.2.1", bench.key) == 429, "the key was not used from there before")
        #expect(status("192.0.2.2", bench.key) == 200)
    }

    @Test func `what makes nothing is done again under its key, for the same body only`() throws {
        let (job, template) = try (bench.completedJob(), bench.newTemplate())
        let headers = ["idempotency-key": "trial"]
        let body = "{\"job\": \"\(job)\"}"
        let path = "/ocr-invoice-job-template/\(template)/test"
        var bench = bench
        bench.services.tryTemplate = { _, _ in Extraction() }
        for _ in 0..<2 { #expect(try bench.post(path, body, headers: headers).status == 200) }
        let other = try bench.post(path, "{\"job\":  \"\(job)\"}", headers: headers)
        #expect(other.code == "idempotency_key_reused")
    }

    @Test func `a repeated POST is answered again and does nothing`() throws {
        let headers = ["idempotency-key": "k-1"]
        let body = Bench.job("once")
        let first = try bench.post("/ocr-invoice-job", body, headers: headers)
        let second = try bench.post("/ocr-invoice-job", body, headers: headers)
        #expect(first.status == 201)
        #expect(second.status == 201)
        #expect(second.data?["_id"]?.string == first.data?["_id"]?.string)
        #expect(second.header("Location") == first.header("Location"))
        #expect(try bench.get("/ocr-invoice-job").json["total"]?.int == 1)
        let other = try bench.post("/ocr-invoice-job", Bench.job("twice"), headers: headers)
        #expect(other.status == 422)
        #expect(other.code == "idempotency_key_reused")
        #expect(try Bench().post("/ocr-invoice-job", body, headers: headers).status == 201)
    }

    @Test func `whatever a POST makes is made once under its key`() throws {
        let (job, template) = try (bench.newJob(), bench.newTemplate())
        let requests = [
            ("/ocr-invoice-job-group", #"{"name": "once", "template": "\#(template)"}"#),
            (
                "/ocr-invoice-job-template",
                #"{"name": "once", "ocrEngine": "tesseract", "documentType": "invoice", "extractionRules": {"fields": []}}"#
            ),
            ("/ocr-invoice-job-page", #"{"job": "\#(job)", "pageNumber": 2, "pageUrl": "https://a.example/2.png"}"#),
        ]
        for (path, body) in requests {
            let before = try bench.get(path).json["total"]?.int ?? 0
            let answers = try (0..<2).map { _ in try bench.post(path, body, headers: ["idempotency-key": path]) }
            #expect(answers.map(\.status) == [201, 201])
            #expect(answers[0].data?["_id"]?.string == answers[1].data?["_id"]?.string)
            #expect(answers[0].header("Location") == answers[1].header("Location"))
            #expect(try bench.get(path).json["total"]?.int == before + 1)
        }
    }

    @Test func `a group that was started and then cancelled is not started again by a repetition`() throws {
        let template = try bench.newTemplate()
        let group = try #require(
            bench.post("/ocr-invoice-job-group", #"{"name": "g", "template": "\#(template)"}"#).data?["_id"]?.string)
        _ = try bench.newJob(#", "group": "\#(group)""#)
        let path = "/ocr-invoice-job-group/\(group)"
        for (effect, status) in [("process", 202), ("cancel", 200), ("process", 202), ("cancel", 200)] {
            let answer = try bench.post("\(path)/\(effect)", headers: ["idempotency-key": effect])
            #expect(answer.status == status)
        }
        #expect(try bench.get(path).data?["status"]?.string == "cancelled")
        #expect(try bench.post("\(path)/process", headers: ["idempotency-key": "another"]).status == 202)
        #expect(try bench.get(path).data?["status"]?.string == "processing")
    }

    @Test func `a key without the right to read still sees its own answer again`() throws {
        let key = try bench.key(scopes: [.jobsWrite])
        let send = {
            try self.bench.send("POST", "/ocr-invoice-job", Bench.job("w"), headers: ["idempotency-key": "w"], key: key)
        }
        #expect(try send().status == 201)
        #expect(try send().status == 201)
    }

    @Test func `a repeated POST does not bring back what was deleted`() throws {
        let headers = ["idempotency-key": "gone"]
        let first = try bench.post("/ocr-invoice-job", Bench.job("gone"), headers: headers)
        _ = try bench.delete("/ocr-invoice-job/\(first.data?["_id"]?.string ?? "")")
        let second = try bench.post("/ocr-invoice-job", Bench.job("gone"), headers: headers)
        #expect(second.status == 409)
        #expect(second.code == "idempotency_key_used")
    }

    @Test func `a request that failed may be tried again under its key`() throws {
        let headers = ["idempotency-key": "k-2"]
        #expect(try bench.post("/ocr-invoice-job", "{}", headers: headers).status == 422)
        #expect(try bench.post("/ocr-invoice-job", "{}", headers: headers).status == 422)
        #expect(try bench.post("/ocr-invoice-job", Bench.job(), headers: ["idempotency-key": "k-3"]).status == 201)
    }

    @Test func `an idempotency key is 1 to 128 printable characters`() throws {
        for key in ["", String(repeating: "x", count: 129), "a\u{7}", "ä"] {
            let answer = try bench.post("/ocr-invoice-job", Bench.job(), headers: ["idempotency-key": key])
            #expect(answer.status == 400)
        }
    }

    @Test func `many at once under one key make one job`() throws {
        let statuses = Mutex<[Int]>([])
        let body = Bench.job("race")
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            let answer = try? bench.post("/ocr-invoice-job", body, headers: ["idempotency-key": "race"])
            statuses.withLock { $0.append(answer?.status ?? 0) }
        }
        #expect(statuses.withLock { $0 } == [Int](repeating: 201, count: 8))
        #expect(try bench.get("/ocr-invoice-job").json["total"]?.int == 1)
    }
}
