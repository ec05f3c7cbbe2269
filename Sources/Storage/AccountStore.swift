package import Invoices
import MariaDB

/// Accounts: whose keys, jobs and documents there are.
package struct AccountStore: Sendable {
    let database: Database

    /// Makes an account with its default template "Any invoice"; nil when the name is taken.
    package func insert(name: String) throws -> Account.ID? { throw StorageError.unavailable }

    package func find(name: String) throws -> Account.ID? { throw StorageError.unavailable }

    /// Names and ids, by name.
    package func list() throws -> [(id: Account.ID, name: String)] { throw StorageError.unavailable }
}
