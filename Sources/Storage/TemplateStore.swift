package import Invoices
import MariaDB

/// Templates.
package struct TemplateStore: Sendable {
    let database: Database

    package func insert(_ draft: TemplateDraft, of account: Account.ID) throws -> TemplateRecord {
        throw StorageError.unavailable
    }

    /// Throws `StorageError.notFound`.
    package func find(_ id: Template.ID, of account: Account.ID) throws -> TemplateRecord {
        throw StorageError.unavailable
    }

    /// The account's default template; nil when it has none.
    package func standard(of account: Account.ID) throws -> TemplateRecord? { throw StorageError.unavailable }

    package func list(_ request: ListRequest, of account: Account.ID) throws -> Listing<TemplateRecord> {
        throw StorageError.unavailable
    }

    /// Throws `notFound` or `preconditionFailed`.
    package func update(
        _ id: Template.ID, to draft: TemplateDraft, of account: Account.ID, ifRevision: Int? = nil
    ) throws -> TemplateRecord { throw StorageError.unavailable }

    /// Throws `notFound`, `preconditionFailed`, or `inUse` while a job or group refers to it.
    package func delete(_ id: Template.ID, of account: Account.ID, ifRevision: Int? = nil) throws {
        throw StorageError.unavailable
    }
}
