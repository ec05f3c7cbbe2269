import Storage

/// `/ocr-invoice-settings`: one resource for each account, without an id.
struct SettingsEndpoints: Sendable {
    let services: Services

    private var accounts: AccountStore { services.stores.accounts }

    func get(_ call: Call) throws -> Response { try item(accounts.settings(of: call.account)) }

    /// Replaces all of them: what is not given is as it was at first.
    func update(_ call: Call) throws -> Response {
        let settings = try AccountSettingsJSON.draft(call.form())
        let revision = try call.expectedRevision { try accounts.settings(of: call.account).revision }
        return try item(accounts.set(settings, of: call.account, ifRevision: revision))
    }

    private func item(_ found: (settings: AccountSettings, revision: Int)) -> Response {
        Envelope.item { AccountSettingsJSON.write(found.settings, into: &$0) }.with("ETag", Call.tag(found.revision))
    }
}
