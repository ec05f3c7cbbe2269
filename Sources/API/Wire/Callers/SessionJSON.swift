import JSON
import Storage

/// What somebody signs in with.
struct Credentials: Sendable {
    let account: String
    let name: String
    let password: String
}

/// Signing in, as the contract writes it.
enum SessionJSON {
    static func credentials(_ form: Form) throws -> Credentials {
        let account = form.required("account") { form.text($0, in: 1...100) }
        let name = form.required("name") { form.text($0, in: UserJSON.nameLengths) }
        // Not those of a new password: another length is wrong, and need not be told.
        let password = form.required("password") { form.text($0, in: 1...PasswordRule.lengths.upperBound) }
        form.close()
        try form.check()
        guard let account, let name, let password else { throw APIError.internalError }
        return Credentials(account: account, name: name, password: password)
    }

    /// The caller's password, and what it is to be.
    static func passwordChange(_ form: Form) throws -> (current: String, new: String) {
        let current = form.required("currentPassword") { form.text($0, in: 1...PasswordRule.lengths.upperBound) }
        let new = form.required("newPassword") { UserJSON.password(form, $0) }
        form.close()
        try form.check()
        guard let current, let new else { throw APIError.internalError }
        return (current, new)
    }

    static let wrongCurrentPassword = APIError.validation([
        .init(pointer: "/currentPassword", code: "wrong_password", detail: "This is not the password that you have.")
    ])

    static func write(_ session: Session, into json: inout JSONWriter) throws {
        json.member("role", session.role.rawValue)
        json.member("name", session.name)
        json.member("csrfToken", try session.token.csrfToken())
    }
}
