import Storage

/// `/ocr-invoice-key`
struct KeyEndpoints: Sendable {
    private static let idLength = 12

    let services: Services

    func list(_ call: Call) throws -> Response {
        let (limit, offset) = try call.window()
        let found = try services.stores.keys.list(of: call.account, limit: limit, offset: offset)
        return Envelope.list(found.elements, total: found.total) { KeyJSON.write($1, into: &$0) }
    }

    /// Only this response has the key itself.
    func create(_ call: Call) throws -> Response {
        let draft = try KeyJSON.draft(call.form())
        let made = try services.stores.keys.insertForClient(
            of: call.account, name: draft.name, scopes: draft.scopes, validFor: draft.validity)
        return Envelope.item(201) { KeyJSON.write(made.record, secret: made.text, into: &$0) }
            .with("Location", services.link(call, "/ocr-invoice-key/\(made.record.id)"))
    }

    func get(_ call: Call) throws -> Response {
        let key = try services.stores.keys.find(id(call), of: call.account)
        return Envelope.item { KeyJSON.write(key, into: &$0) }
    }

    func delete(_ call: Call) throws -> Response {
        try services.stores.keys.delete(id(call), of: call.account)
        return Envelope.message("OCR invoice key deleted successfully")
    }

    /// Throws 404 for a text that cannot be a key's id.
    private func id(_ call: Call) throws -> String {
        guard let id = call.pathID, id.utf8.count == Self.idLength,
            id.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) })
        else { throw APIError.notFound(call.kind) }
        return id
    }
}
