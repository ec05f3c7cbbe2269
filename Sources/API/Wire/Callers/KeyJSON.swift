import JSON
import Storage

/// API keys as the contract writes them.
enum KeyJSON {
    /// What a client says of a new key.
    struct Draft {
        let name: String
        let scopes: Set<Scope>
        /// Nil: it never expires.
        let validity: Duration?
    }

    /// 100 years at most.
    private static let days = 1...36_500

    /// Throws all faults together.
    static func draft(_ form: Form) throws -> Draft {
        let name = form.required("name") { form.label($0, in: 1...100) }
        let scopes = form.required("scopes") { form.choices($0, atMost: 20, Scope.self) }
        if let scopes, scopes.isEmpty { form.note("scopes", "too_short", "scopes must name at least one scope.") }
        if let place = scopes?.firstIndex(of: .metricsRead) {
            form.noteElement(
                "scopes/\(place)", "not_allowed",
                "metrics:read shows the figures of all accounts. Only the server's operator can give it to a key.")
        }
        let days = form.whole("expiresInDays", in: days)
        form.close()
        try form.check()
        guard let name, let scopes else { throw APIError.internalError }
        return Draft(name: name, scopes: Set(scopes), validity: days.map { .seconds($0 * 86_400) })
    }

    static func write(_ key: KeyRecord, secret: String? = nil, into json: inout JSONWriter) {
        json.member("_id", key.id)
        json.member("name", key.name)
        json.member("scopes", strings: Scope.allCases.filter(key.scopes.contains).map(\.rawValue))
        if let secret { json.member("key", secret) }
        json.member("createdAt", key.createdAt.text)
        json.member("expiresAt", key.expiresAt?.text)
        json.member("revokedAt", key.revokedAt?.text)
        json.member("lastUsedAt", key.lastUsedAt?.text)
    }
}
