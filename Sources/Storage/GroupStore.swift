package import Invoices
import MariaDB

/// Groups with their kept counts.
package struct GroupStore: Sendable {
    let database: Database

    /// Throws `unknownReference` or `inactiveTemplate`.
    package func insert(_ draft: GroupDraft, of account: Account.ID) throws -> GroupRecord {
        throw StorageError.unavailable
    }

    /// Throws `StorageError.notFound`.
    package func find(_ id: Group.ID, of account: Account.ID) throws -> GroupRecord { throw StorageError.unavailable }

    package func list(_ request: ListRequest, of account: Account.ID) throws -> Listing<GroupRecord> {
        throw StorageError.unavailable
    }

    package func update(
        _ id: Group.ID, to draft: GroupDraft, of account: Account.ID, ifRevision: Int? = nil
    ) throws -> GroupRecord { throw StorageError.unavailable }

    /// The group's jobs, oldest first; all of them without a limit.
    package func members(
        of id: Group.ID, of account: Account.ID, limit: Int? = nil, offset: Int = 0
    ) throws -> Listing<GroupMember> { throw StorageError.unavailable }

    /// Throws `inUse` while it has jobs, unless they are to be deleted with it.
    package func delete(
        _ id: Group.ID, of account: Account.ID, withJobs: Bool = false, ifRevision: Int? = nil
    ) throws { throw StorageError.unavailable }

    /// Queues every job that is created, failed or cancelled.
    package func process(_ id: Group.ID, of account: Account.ID) throws -> GroupRecord {
        throw StorageError.unavailable
    }

    /// Cancels every job that has not ended.
    package func cancel(_ id: Group.ID, of account: Account.ID) throws -> GroupRecord {
        throw StorageError.unavailable
    }
}
