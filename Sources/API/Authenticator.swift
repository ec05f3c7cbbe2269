import Secrets
import Storage

/// Identifies the caller by the key in `api-key` or `X-API-Key`.
struct Authenticator: Sendable {
    let keys: KeyStore
    let guesses: GuessLimit

    static func bearsKey(_ request: Request) -> Bool { key(of: request) != nil }

    private static func key(of request: Request) -> String? {
        let text = request.headers["api-key"] ?? request.headers["x-api-key"]
        return text?.isEmpty == true ? nil : text
    }

    /// The caller, and what the route's prefetch has read along with the key. Nil for an open route. Throws 401 without a
    /// valid key, and 403 if the scope is missing; then the prefetched data are dropped.
    func authenticate(
        _ request: Request, for access: Route.Access, prefetch: AuthenticatedPrefetch
    ) throws -> (caller: Caller, prefetched: Prefetched)? {
        let scope: Scope
        switch access {
        case .open: return nil
        case .operators where request.isFromLoopback: return nil
        case .operators: scope = .metricsRead
        case .scope(let needed): scope = needed
        }
        guard let text = Self.key(of: request) else { throw APIError.missingKey }
        // Requests without a client address are not counted.
        let digest = request.clientAddress.isEmpty ? [] : try Digest.sha256(Array(text.utf8))
        if !digest.isEmpty, let seconds = guesses.wait(for: request.clientAddress, bearing: digest) {
            throw APIError.tooManyGuesses(after: seconds)
        }
        let found: (caller: Caller, prefetched: Prefetched)?
        do { found = try keys.authenticate(text, prefetch: prefetch) } catch let error as StorageError {
            throw APIError(error, kind: "key")
        }
        guesses.note(request.clientAddress, bearing: digest, isRight: found != nil)
        guard let found else { throw APIError.wrongKey }
        guard found.caller.may(scope) else {
            throw APIError(403, "scope_missing", "The API key does not have the scope \(scope.rawValue).")
        }
        return found
    }
}

extension APIError {
    // RFC 9110 asks for a challenge; the scheme's name is ours.
    private static let challenge: [(name: String, value: String)] = [
        ("WWW-Authenticate", "ApiKey realm=\"ocr-invoice\"")
    ]

    static func tooManyGuesses(after seconds: Int) -> APIError {
        APIError(
            429, "too_many_wrong_keys", "Too many wrong keys came from this address. Wait a minute.",
            headers: [("Retry-After", String(seconds))])
    }

    static let missingKey = APIError(
        401, "key_missing", "This request needs an API key in the header api-key.", headers: challenge)
    static let wrongKey = APIError(
        401, "key_invalid", "The API key is unknown, expired or revoked.", headers: challenge)
}
