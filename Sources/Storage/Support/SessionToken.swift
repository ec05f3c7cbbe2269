import Foundation
import Secrets

/// What a session's cookie carries: 256 random bits. The store has only their hash.
package struct SessionToken: Sendable, Equatable {
    private static let length = 32
    /// Bound into the second token, so that it is of no use for anything else.
    private static let csrfPurpose = Array("csrf".utf8)

    private let bytes: [UInt8]

    static func random() throws -> SessionToken { SessionToken(bytes: try randomBytes(length)) }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// Nil for a text that no token can be.
    package init?(_ text: String) {
        guard text.utf8.count == 2 * SessionToken.length else { return nil }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let high = rest.popFirst().flatMap(SessionToken.digit),
            let low = rest.popFirst().flatMap(SessionToken.digit)
        {
            bytes.append(high << 4 | low)
        }
        guard bytes.count == SessionToken.length else { return nil }
        self.bytes = bytes
    }

    /// 64 lower-case hexadecimal digits.
    package var text: String { bytes.hex }

    /// Goes into the header `X-CSRF-Token`. It is computed from the cookie's token, so that it need not be stored and
    /// another site, which cannot read the cookie, cannot have it.
    package func csrfToken() throws -> String { try hmac(SessionToken.csrfPurpose, key: bytes).hex }

    /// Whether the text is this session's second token, in constant time.
    package func isCSRFToken(_ text: String) throws -> Bool {
        areEqualInConstantTime(Array(text.utf8), Array(try csrfToken().utf8))
    }

    func hash() throws -> [UInt8] { try Digest.sha256(bytes) }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
