import Storage

/// Why a caller is refused.
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

    static func tooManyWrongPasswords(after seconds: Int) -> APIError {
        APIError(
            429, "too_many_wrong_passwords",
            "Too many wrong passwords came from this address or for this user. Wait a minute.",
            headers: [("Retry-After", String(seconds))])
    }

    static let missingKey = APIError(
        401, "key_missing", "This request needs an API key in the header api-key, or the cookie of a session.",
        headers: challenge)
    static let wrongKey = APIError(
        401, "key_invalid", "The API key is unknown, expired or revoked.", headers: challenge)
    static let missingSession = APIError(
        401, "session_missing",
        "Nobody is signed in. Sign in by POST /ocr-invoice-session; a session does not count beside an API key.",
        headers: challenge)
    static let endedSession = APIError(
        401, "session_ended", "The session has ended. Sign in again: POST /ocr-invoice-session.", headers: challenge)
    /// Which of the three is wrong stays unsaid.
    static let wrongPassword = APIError(
        401, "sign_in_failed", "The account, the name or the password is wrong.", headers: challenge)
    static let wrongCSRFToken = APIError(
        403, "csrf_token_invalid",
        "A session's request that may change something needs the header X-CSRF-Token. GET /ocr-invoice-session has it.")

    static func scopeMissing(_ scope: Scope) -> APIError {
        APIError(403, "scope_missing", "The API key or the user's role does not have the scope \(scope.rawValue).")
    }
}
