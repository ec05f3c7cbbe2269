import Foundation
import Secrets

/// A webhook's message by the Standard Webhooks: an id that stays the same over all tries, a time, and signatures.
package struct WebhookMessage: Sendable {
    /// Receivers drop a second message of the same id.
    package let id: String
    package let body: [UInt8]

    package init(id: String, body: [UInt8]) {
        self.id = id
        self.body = body
    }

    /// The headers for a try at that time; more than one secret while one replaces the other.
    package func headers(at seconds: Int, secrets: [[UInt8]]) throws -> [(name: String, value: String)] {
        let signed = Array("\(id).\(seconds).".utf8) + body
        let signatures = try secrets.map { "v1," + Data(try hmac(signed, key: $0)).base64EncodedString() }
        return [
            ("Content-Type", "application/json"), ("webhook-id", id), ("webhook-timestamp", "\(seconds)"),
            ("webhook-signature", signatures.joined(separator: " ")),
        ]
    }

    /// A secret's text, `whsec_` and base64, as its bytes; other texts are taken as they are.
    package static func secretBytes(_ text: String) -> [UInt8] {
        guard text.hasPrefix("whsec_"), let data = Data(base64Encoded: String(text.dropFirst(6))) else {
            return Array(text.utf8)
        }
        return Array(data)
    }
}
