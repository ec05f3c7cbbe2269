package import Invoices
import MariaDB

/// Pages: made by processing, or added by a client.
package struct PageStore: Sendable {
    let database: Database

    /// Adds a client's page; throws `unknownReference(.job)` or `duplicatePageNumber`.
    package func insert(_ draft: PageDraft, of account: Account.ID) throws -> PageRecord {
        throw StorageError.unavailable
    }

    /// Throws `StorageError.notFound`.
    package func find(_ id: StoredPage.ID, of account: Account.ID) throws -> PageRecord {
        throw StorageError.unavailable
    }

    package func list(_ request: ListRequest, of account: Account.ID) throws -> Listing<PageRecord> {
        throw StorageError.unavailable
    }

    /// Corrections among the annotations (those with a `field`) show in the job's results at once.
    package func update(
        _ id: StoredPage.ID, to draft: PageDraft, of account: Account.ID, ifRevision: Int? = nil
    ) throws -> PageRecord { throw StorageError.unavailable }

    package func delete(_ id: StoredPage.ID, of account: Account.ID, ifRevision: Int? = nil) throws {
        throw StorageError.unavailable
    }

    /// The page's lines with their words and boxes; empty before it was read.
    package func lines(_ id: StoredPage.ID, of account: Account.ID) throws -> [TextLine] {
        throw StorageError.unavailable
    }

    /// The JPEG to draw boxes on; nil without one.
    package func image(_ id: StoredPage.ID, of account: Account.ID) throws -> [UInt8]? {
        throw StorageError.unavailable
    }

    /// All pages of a job as they were read, to extract from again.
    package func pages(of job: Job.ID, of account: Account.ID) throws -> [Page] { throw StorageError.unavailable }
}
