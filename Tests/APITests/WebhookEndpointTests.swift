import Invoices
import JSON
import Secrets
import Storage
import Testing

@testable import API

@Suite(.serialized) struct WebhookEndpointTests {
    private let bench: Bench

    init() throws {
        var bench = try Bench()
        let sealer = try Sealer(key: [UInt8](repeating: 7, count: 32))
        bench.services.webhooks = WebhookStore(database: bench.stores.database, sealer: sealer)
        self.bench = bench
    }

    private static let whole = #"{"url": "https://erp.example/hook", "events": ["job.failed", "job.completed"]}"#

    private func make() throws -> JSONValue {
        let created = try bench.post("/ocr-invoice-webhook", Self.whole)
        #expect(created.status == 201)
        return try #require(created.data)
    }

    @Test func `a webhook's secret is shown once`() throws {
        let made = try make()
        #expect(made["secret"]?.string?.hasPrefix("whsec_") == true)
        let id = try #require(made["_id"]?.string)
        let shown = try #require(try bench.get("/ocr-invoice-webhook/\(id)").data)
        #expect(shown["secret"] == nil && shown["isActive"]?.bool == true)
        #expect(shown["events"]?.array?.compactMap(\.string) == ["job.completed", "job.failed"])
        #expect(try bench.get("/ocr-invoice-webhook").json["total"]?.int == 1)
    }

    @Test func `a webhook is replaced and deleted`() throws {
        let id = try #require(try make()["_id"]?.string)
        let body = #"{"url": "http://erp.example/", "events": ["group.failed"], "isActive": false}"#
        let changed = try bench.put("/ocr-invoice-webhook/\(id)", body)
        #expect(changed.status == 200 && changed.data?["isActive"]?.bool == false)
        #expect(try bench.get("/ocr-invoice-webhook/\(id)/deliveries").json["total"]?.int == 0)
        #expect(try bench.delete("/ocr-invoice-webhook/\(id)").status == 200)
        #expect(try bench.get("/ocr-invoice-webhook/\(id)").status == 404)
    }

    @Test func `a repeated test sends one message, and says what became of it`() throws {
        let id = try #require(try make()["_id"]?.string)
        let answers = try (0..<2).map { _ in
            try bench.post("/ocr-invoice-webhook/\(id)/test", headers: ["idempotency-key": "try"])
        }
        #expect(answers.map(\.status) == [202, 202])
        #expect(answers[0].data?["_id"]?.string != nil)
        #expect(answers[0].data?["_id"]?.string == answers[1].data?["_id"]?.string)
        #expect(try bench.get("/ocr-invoice-webhook/\(id)/deliveries").json["total"]?.int == 1)
    }

    @Test func `a webhook that was made under a key is shown again without its secret`() throws {
        let answers = try (0..<2).map { _ in
            try bench.post("/ocr-invoice-webhook", Self.whole, headers: ["idempotency-key": "make"])
        }
        #expect(answers.map(\.status) == [201, 201])
        #expect(answers[0].data?["_id"]?.string == answers[1].data?["_id"]?.string)
        #expect(answers[0].data?["secret"] != nil && answers[1].data?["secret"] == nil)
        #expect(try bench.get("/ocr-invoice-webhook").json["total"]?.int == 1)
    }

    @Test func `a test message is among the deliveries, also of a webhook that is switched off`() throws {
        let id = try #require(try make()["_id"]?.string)
        #expect(
            try bench.put("/ocr-invoice-webhook/\(id)", Self.whole.dropLast() + #", "isActive": false}"#).status == 200)
        let answer = try bench.post("/ocr-invoice-webhook/\(id)/test")
        #expect(answer.status == 202)
        #expect(answer.data?["event"]?.string == "webhook.test" && answer.data?["status"]?.string == "pending")
        let listed = try bench.get("/ocr-invoice-webhook/\(id)/deliveries")
        #expect(listed.json["total"]?.int == 1)
        #expect(try bench.post("/ocr-invoice-webhook/0123456789abcdef01234567/test").status == 404)
        let refused = try bench.post(
            "/ocr-invoice-webhook", #"{"url": "https://a.example/", "events": ["job.failed", "webhook.test"]}"#)
        #expect(refused.faults == ["/events/1 not_allowed"])
    }

    @Test func `a message that was given up is sent again with all its tries`() throws {
        let id = try #require(try make()["_id"]?.string)
        let sent = try #require(try bench.post("/ocr-invoice-webhook/\(id)/test").data)
        let delivery = try #require(sent["_id"]?.string)
        let sealer = try Sealer(key: [UInt8](repeating: 7, count: 32))
        let notifications = NotificationStore(database: bench.stores.database, sealer: sealer)
        let claimed = try #require(try notifications.claim(upTo: 100).first { $0.id.text == delivery })
        try notifications.failed(claimed, detail: "No answer.", retryIn: nil)
        #expect(
            try bench.get("/ocr-invoice-webhook/\(id)/deliveries").data?.array?.first?["status"]?.string == "failed")
        let again = try bench.post("/ocr-invoice-webhook/\(id)/resend", #"{"delivery": "\#(delivery)"}"#)
        #expect(again.status == 202)
        #expect(again.data?["status"]?.string == "pending" && again.data?["attempts"]?.int == 0)
        #expect(again.data?["eventId"]?.string == sent["eventId"]?.string)
        #expect(try bench.get("/ocr-invoice-webhook/\(id)/deliveries").json["total"]?.int == 1)
    }

    @Test func `a delivery of another webhook is not sent again`() throws {
        let first = try #require(try make()["_id"]?.string)
        let second = try #require(try make()["_id"]?.string)
        let delivery = try #require(try bench.post("/ocr-invoice-webhook/\(first)/test").data?["_id"]?.string)
        let answer = try bench.post("/ocr-invoice-webhook/\(second)/resend", #"{"delivery": "\#(delivery)"}"#)
        #expect(answer.faults == ["/delivery unknown_reference"])
    }

    @Test func `all faults of a webhook are reported together`() throws {
        let answer = try bench.post(
            "/ocr-invoice-webhook", #"{"url": "ftp://a", "events": ["job.started"], "secret": "short", "on": true}"#)
        #expect(answer.status == 422)
        #expect(
            answer.faults == [
                "/events too_short", "/events/0 not_allowed", "/on unknown_field", "/secret format", "/url format",
            ])
    }

    @Test func `a webhook that could never be told is refused`() throws {
        var bench = bench
        bench.services.addressFault = {
            $0.contains("10.0.0.1") ? .forbidden : $0.contains("@") ? .unreadable("a user name") : nil
        }
        func faults(_ url: String) throws -> [String] {
            try bench.post("/ocr-invoice-webhook", #"{"url": "\#(url)", "events": ["job.failed"]}"#).faults
        }
        #expect(try faults("http://10.0.0.1/hook") == ["/url not_allowed"])
        #expect(try faults("http://user@erp.example/hook") == ["/url format"])
        #expect(try bench.get("/ocr-invoice-webhook").json["total"]?.int == 0)
        let id = try #require(try make()["_id"]?.string)
        let moved = Self.whole.replacing("https://erp.example", with: "http://10.0.0.1")
        #expect(try bench.put("/ocr-invoice-webhook/\(id)", moved).faults == ["/url not_allowed"])
    }

    @Test(arguments: [
        "a plain secret of twenty", "whsec_dG9vIHNob3J0", "whsec_not base64 at all, but long enough to be one!",
        "whsec_" + String(repeating: "AAAA", count: 22),
    ])
    func `a secret that the Standard Webhooks do not know is refused`(secret: String) throws {
        let body = #"{"url": "https://erp.example/", "events": ["job.failed"], "secret": "\#(secret)"}"#
        #expect(try bench.post("/ocr-invoice-webhook", body).faults == ["/secret format"])
    }

    @Test func `a secret of the standard's form is kept`() throws {
        let secret = "whsec_" + String(repeating: "AAAA", count: 8)
        let body = #"{"url": "https://erp.example/", "events": ["job.failed"], "secret": "\#(secret)"}"#
        #expect(try bench.post("/ocr-invoice-webhook", body).data?["secret"]?.string == secret)
    }

    @Test func `without the operator's key there are no webhooks`() throws {
        let answer = try Bench().post("/ocr-invoice-webhook", Self.whole)
        #expect(answer.status == 503 && answer.code == "webhooks_not_available")
    }
}
