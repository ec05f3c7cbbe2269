package import Invoices
import JSON
import MariaDB

extension AccountStore {
    /// Throws `notFound`, or `damaged` if what is stored cannot be read.
    package func settings(of account: Account.ID) throws -> (settings: AccountSettings, revision: Int) {
        try database.reading { try Self.settings(of: account, on: $0) }
    }

    /// Replaces all of them. Results that are there keep their review. Throws `notFound`, or `preconditionFailed` when the
    /// revision is another one.
    package func set(
        _ settings: AccountSettings, of account: Account.ID, ifRevision: Int? = nil
    ) throws -> (settings: AccountSettings, revision: Int) {
        try database.writing { connection in
            let revision = try connection.first(
                "SELECT settings_revision FROM account WHERE id = ? FOR UPDATE", [account.value]
            ) { try $0.int() }
            try checkRevision(revision, ifRevision)
            let datev = settings.datev.map { datev in JSONWriter.write { $0.object { datev.write(into: &$0) } } }
            try connection.run(
                """
                UPDATE account SET review_threshold = ?, datev = ?, settings_revision = settings_revision + 1 WHERE id = ?
                """, [.optional(settings.reviewThreshold), .utf8(datev), account.value])
            return try Self.settings(of: account, on: connection)
        }
    }

    private static func settings(
        of account: Account.ID, on connection: Connection
    ) throws -> (settings: AccountSettings, revision: Int) {
        let found = try connection.first(
            "SELECT review_threshold, datev, settings_revision FROM account WHERE id = ?", [account.value]
        ) { row in
            (
                threshold: try row.optionalDouble(), datev: try row.optionalBytes(), revision: try row.int()
            )
        }
        guard let found else { throw StorageError.notFound }
        var settings = AccountSettings(reviewThreshold: found.threshold)
        if let bytes = found.datev {
            guard let datev = DATEVSettings(stored: try JSONReader.read(bytes)) else {
                throw StorageError.damaged("The account's settings for DATEV cannot be read.")
            }
            settings.datev = datev
        }
        return (settings, found.revision)
    }
}
