import JSON
import Storage

/// Users as the contract writes them.
enum UserJSON {
    static let nameLengths = 1...100
    private static let responseOnly: Set<String> = ["_id", "createdAt", "updatedAt", "lastSignInAt"]

    /// The password is nil where none is given. Throws all faults together.
    static func draft(_ form: Form, needsPassword: Bool) throws -> (user: UserDraft, password: String?) {
        let name = form.required("name") { form.label($0, in: nameLengths) }
        let role = form.required("role") { form.choice($0, Role.self) }
        let password =
            needsPassword ? form.required("password") { self.password(form, $0) } : self.password(form, "password")
        form.close(ignoring: responseOnly)
        try form.check()
        guard let name, let role else { throw APIError.internalError }
        return (UserDraft(name: name, role: role), password)
    }

    /// A new password that keeps the rule; nil with a fault noted, or where there is none.
    static func password(_ form: Form, _ name: String) -> String? {
        guard let password = form.text(name, in: PasswordRule.lengths) else { return nil }
        guard PasswordRule.isPlain(password) else {
            return form.fault(name, "format", "\(name) contains a control character.")
        }
        return password
    }

    static func write(_ user: User, into json: inout JSONWriter) {
        json.member("_id", user.id.text)
        json.member("name", user.name)
        json.member("role", user.role.rawValue)
        json.member("createdAt", user.createdAt.text)
        json.member("updatedAt", user.updatedAt.text)
        json.member("lastSignInAt", user.lastSignInAt?.text)
    }
}
