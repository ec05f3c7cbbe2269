import Secrets
import Storage

/// Identifies the caller by the key in `api-key` or `X-API-Key`, or else by the cookie of a session.
struct Authenticator: Sendable {
    let keys: KeyStore
    let sessions: SessionStore
    let guesses: GuessLimit

    private static let csrfHeader = "x-csrf-token"

    static func bearsKey(_ request: Request) -> Bool { key(of: request) != nil }

    private static func key(of request: Request) -> String? {
        let text = request.headers["api-key"] ?? request.headers["x-api-key"]
        return text?.isEmpty == true ? nil : text
    }

    /// Nil for an open route, and for one that is open in part unless an operator asks. Throws 401 without a valid key or session, and 403 if the scope is missing; then what was
    /// read along with the key is dropped.
    func authenticate(
        _ request: Request, for access: Route.Access, prefetch: AuthenticatedPrefetch
    ) throws -> Authentication? {
        let scope: Scope
        switch access {
        case .open: return nil
        case .openInPart: return operatorsKey(of: request)
        case .session: return try bySession(request, else: .missingSession)
        case .operators where request.isFromLoopback: return nil
        case .operators: scope = .metricsRead
        case .scope(let needed): scope = needed
        }
        let found = try byKey(request, prefetch) ?? bySession(request, else: .missingKey)
        guard found.caller.may(scope) else { throw APIError.scopeMissing(scope) }
        return found
    }

    /// Nil without a key that may read metrics. A wrong key is counted, but it, or a database that is away, keeps nobody
    /// from what is open.
    private func operatorsKey(of request: Request) -> Authentication? {
        guard let found = try? byKey(request, .nothing), found.caller.may(.metricsRead) else { return nil }
        return found
    }

    /// Nil without a key.
    private func byKey(_ request: Request, _ prefetch: AuthenticatedPrefetch) throws -> Authentication? {
        guard let text = Self.key(of: request) else { return nil }
        // Requests without a client address are not counted.
        let digest = request.clientAddress.isEmpty ? [] : try Digest.sha256(Array(text.utf8))
        if !digest.isEmpty, let seconds = guesses.wait(for: request.clientAddress, bearing: digest) {
            throw APIError.tooManyGuesses(after: seconds)
        }
        let found = try translating("key") { try keys.authenticate(text, prefetch: prefetch) }
        guesses.note(request.clientAddress, bearing: digest, isRight: found != nil)
        guard let found else { throw APIError.wrongKey }
        return Authentication(caller: found.caller, prefetched: found.prefetched)
    }

    /// A browser sends the cookie by itself, also with requests that another site made it send. Only this site's own
    /// pages know the second token, so a request that may change something must have it.
    private func bySession(_ request: Request, else missing: APIError) throws -> Authentication {
        guard !Self.bearsKey(request), let cookie = SessionCookie.value(in: request) else { throw missing }
        guard let token = SessionToken(cookie), let session = try translating("session", { try sessions.find(token) })
        else { throw APIError.endedSession }
        guard try isReading(request) || token.isCSRFToken(request.headers[Self.csrfHeader] ?? "") else {
            throw APIError.wrongCSRFToken
        }
        return Authentication(caller: session.caller, session: session)
    }

    private func isReading(_ request: Request) -> Bool { ["GET", "HEAD"].contains(request.method) }

    private func translating<Result>(_ kind: String, _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as StorageError { throw APIError(error, kind: kind) }
    }
}
