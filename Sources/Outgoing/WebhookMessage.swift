import Foundation
import Secrets

/// A webhook's message by the Standard Webhooks: an id that is the same for all attempts, a time, and signatures.
package struct WebhookMessage: Sendable {
    /// Receivers drop a second message with the same id.
    package let id: String
    package let body: [UInt8]

    package init(id: String, body: [UInt8]) {
        self.id = id
        self.body = body
    }

    /// The headers of an attempt at that time. There may be two secrets while one replaces the other.
    package func headers(at seconds: Int, secrets: [[UInt8]]) throws -> [(name: String, value: String)] {
        let signed = Array("\(id).\(seconds).".utf8) + body
        let signatures = try secrets.map { "v1," + Data(try hmac(signed, key: $0)).base64EncodedString() }
        return [
            ("Content-Type", "application/json"), ("webhook-id", id), ("webhook-timestamp", "\(seconds)"),
            ("webhook-signature", signatures.joined(separator: " ")),
        ]
    }

    /// The bytes of a secret: decoded if its text is `whsec_` and base64, else the text's own.
    package static func secretBytes(_ text: String) -> [UInt8] {
        guard text.hasPrefix("whsec_"), let data = Data(base64Encoded: String(text.dropFirst(6))) else {
            return Array(text.utf8)
        }
        return Array(data)
    }
}
