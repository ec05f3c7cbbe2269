import Secrets
import Storage

/// `/ocr-invoice-user`
struct UserEndpoints: Sendable {
    let services: Services

    private var users: UserStore { services.stores.users }

    func list(_ call: Call) throws -> Response {
        let (limit, offset) = try call.window()
        let found = try users.list(of: call.account, limit: limit, offset: offset)
        return Envelope.list(found.elements, total: found.total) { UserJSON.write($1, into: &$0) }
    }

    func create(_ call: Call) throws -> Response {
        let (draft, password) = try UserJSON.draft(call.form(), needsPassword: true)
        guard let password else { throw APIError.internalError }
        let user = try users.insert(draft, password: PasswordHash(of: password), of: call.account)
        return Envelope.item(201) { UserJSON.write(user, into: &$0) }.with("ETag", Call.tag(user.revision))
            .with("Location", services.link(call, "/ocr-invoice-user/\(user.id)"))
    }

    func get(_ call: Call) throws -> Response { try item(users.find(call.id(), of: call.account)) }

    /// Without a password he keeps the one he has.
    func update(_ call: Call) throws -> Response {
        let id: User.ID = try call.id()
        let (draft, password) = try UserJSON.draft(call.form(), needsPassword: false)
        let revision = try expectedRevision(of: id, call)
        return try item(
            users.update(
                id, to: draft, password: password.map(PasswordHash.init(of:)), of: call.account, ifRevision: revision))
    }

    func delete(_ call: Call) throws -> Response {
        let id: User.ID = try call.id()
        try users.delete(id, of: call.account, ifRevision: expectedRevision(of: id, call))
        return Envelope.message("OCR invoice user deleted successfully")
    }

    private func item(_ user: User) -> Response {
        Envelope.item { UserJSON.write(user, into: &$0) }.with("ETag", Call.tag(user.revision))
    }

    private func expectedRevision(of id: User.ID, _ call: Call) throws -> Int? {
        try call.expectedRevision { try users.find(id, of: call.account).revision }
    }
}
