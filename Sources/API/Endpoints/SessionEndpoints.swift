import Secrets
import Storage

/// `/ocr-invoice-session`
struct SessionEndpoints: Sendable {
    let services: Services
    let limit: SignInLimit

    private var sessions: SessionStore { services.stores.sessions }

    /// Signs in. The token is always a new one, and a session that the browser has ends: whoever knew its token, or gave
    /// it to the browser, has nothing.
    func create(_ call: Call) throws -> Response {
        let credentials = try SessionJSON.credentials(call.form())
        let session = try limit.limit(credentials, from: call.request.clientAddress) {
            try sessions.signIn(
                to: credentials.account, name: credentials.name, password: credentials.password)
        }
        guard let session else { throw APIError.wrongPassword }
        if let former = SessionCookie.value(in: call.request).flatMap({ SessionToken($0) }) { try sessions.end(former) }
        return try answer(201, session, call).with("Location", services.link(call, "/ocr-invoice-session"))
    }

    /// Changes the caller's own password. Wrong current ones are counted as those of signing in are: who found a browser
    /// open may not guess.
    func update(_ call: Call) throws -> Response {
        let mine = try own(call)
        let change = try SessionJSON.passwordChange(call.form())
        let credentials = Credentials(account: mine.account.text, name: mine.name, password: change.current)
        let session = try limit.limit(credentials, from: call.request.clientAddress) {
            try sessions.changePassword(of: mine, from: change.current, to: PasswordHash(of: change.new))
        }
        guard let session else { throw SessionJSON.wrongCurrentPassword }
        return try answer(200, session, call)
    }

    func get(_ call: Call) throws -> Response {
        let session = try own(call)
        return try Envelope.item { try SessionJSON.write(session, into: &$0) }
    }

    /// Signs out.
    func delete(_ call: Call) throws -> Response {
        try sessions.end(own(call).token)
        let cookie = SessionCookie.lineRemoving(
            baseURL: services.link(call, ""), isFromLoopback: call.request.isFromLoopback)
        return Envelope.message("OCR invoice session deleted successfully").with("Set-Cookie", cookie)
    }

    /// A new session, with its cookie.
    private func answer(_ status: Int, _ session: Session, _ call: Call) throws -> Response {
        let cookie = SessionCookie.line(
            setting: session.token, baseURL: services.link(call, ""), isFromLoopback: call.request.isFromLoopback)
        return try Envelope.item(status) { try SessionJSON.write(session, into: &$0) }.with("Set-Cookie", cookie)
    }

    /// The caller's session. Every route for sessions has one.
    private func own(_ call: Call) throws -> Session {
        guard let session = call.session else { throw APIError.missingKey }
        return session
    }
}
