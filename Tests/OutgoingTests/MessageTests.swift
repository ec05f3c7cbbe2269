import Foundation
import TestSupport
import Testing

@testable import Outgoing

struct MessageTests {
    @Test func `a webhook is signed as the Standard Webhooks say`() throws {
        let message = WebhookMessage(id: "msg_p5jXN8AQM9LWM0D4loKWxJek", body: Array(#"{"test": 2432232314}"#.utf8))
        let secret = WebhookMessage.secretBytes("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        let headers = try message.headers(at: 1_614_265_330, secrets: [secret])
        let signature = headers.first { $0.name == "webhook-signature" }?.value
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func `two secrets make two signatures`() throws {
        let headers = try WebhookMessage(id: "a", body: []).headers(at: 1, secrets: [[1], [2]])
        #expect(headers.first { $0.name == "webhook-signature" }?.value.split(separator: " ").count == 2)
    }

    @Test func `a webhook is posted with its headers and body`() throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 204 No Content\r\n\r\n")] }
        defer { server.stop() }
        let post = Post(policy: AddressPolicy(vouched: ["127.0.0.1:\(server.port)"]))
        try post.send(Array("{}".utf8), headers: [("webhook-id", "7")], to: server.url("/hook"))
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("POST /hook HTTP/1.1\r\n") && request.contains("webhook-id: 7\r\n"))
    }

    @Test func `a webhook's redirect is not followed`() throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n")] }
        defer { server.stop() }
        let post = Post(policy: AddressPolicy(vouched: ["127.0.0.1:\(server.port)"]))
        #expect(throws: OutgoingError.status(302, retryAfter: nil)) { try post.send([], headers: [], to: server.url()) }
        #expect(server.requests.count == 1)
    }

    @Test func `a header cannot be broken in two`() {
        #expect(throws: OutgoingError.badURL("a control character in a header")) {
            try Post(policy: AddressPolicy()).send([], headers: [("a", "b\r\nc: d")], to: "http://example.org/")
        }
    }

    @Test(arguments: ["e" + String(repeating: "\u{301}", count: 5000), String(repeating: "Lieferung ", count: 900)])
    func `a long subject breaks into lines that a mail server takes`(subject: String) {
        let message = MailMessage(id: "e", subject: subject, text: "Fertig")
        let text = String(decoding: message.bytes(from: "a@b.example", to: "c@d.example", at: Date()), as: UTF8.self)
        let lines = text.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 + "Subject: ".utf8.count })
        #expect(lines.count < 60)
    }

    @Test func `no text of a mail can add a header`() {
        let message = MailMessage(id: "e\r\nX: 1", subject: "Fertig\r\nBcc: x@y.example", text: ".\r\nQUIT\r\n")
        let text = String(decoding: message.bytes(from: "a@b.example", to: "c@d.example", at: Date()), as: UTF8.self)
        let parts = text.components(separatedBy: "\r\n\r\n")
        #expect(parts.count == 2 && !parts[0].contains("Bcc") && !parts[0].contains("X:"))
        #expect(!parts[1].contains("QUIT"))
    }
}
