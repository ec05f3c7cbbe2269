import Invoices
import MariaDB

/// Uploaded documents as jobs and pages name them: `document:<id>`.
enum DocumentReferences {
    /// An uploaded document that is named must exist, and is held against deletion until the commit.
    static func require(_ url: String, of account: Account.ID, on connection: Connection) throws {
        guard let text = name(in: url) else { return }
        let found = try StoredDocument.ID(text).flatMap { id in
            try connection.first(
                "SELECT 1 FROM document WHERE id = ? AND account_id = ? LOCK IN SHARE MODE", [id.value, account.value]
            ) { try $0.int() }
        }
        guard found != nil else { throw StorageError.unknownReference(.document) }
    }

    /// NULL for what is fetched from elsewhere.
    static func id(in url: String?) -> Value { .id(url.flatMap(name).flatMap { StoredDocument.ID($0) }) }

    private static func name(in url: String) -> String? {
        url.hasPrefix("document:") ? String(url.dropFirst("document:".count)) : nil
    }
}
