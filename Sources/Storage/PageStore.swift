package import Invoices
import MariaDB

/// Pages: made by processing, or added by a client.
package struct PageStore: Sendable {
    let database: Database

    /// Adds a client's page; throws `unknownReference` (of job or document) or `duplicatePageNumber`.
    package func insert(_ draft: PageDraft, of account: Account.ID) throws -> PageRecord {
        do {
            return try database.writing { connection in
                guard try LockedJob.lock(draft.job, of: account, on: connection) != nil else {
                    throw StorageError.unknownReference(.job)
                }
                if let url = draft.url { try DocumentStore.require(url, of: account, on: connection) }
                let id = try PageStore.insert(draft, of: account, on: connection)
                try Once.note(.made, id, on: connection)
                return try PageRows.find(id, of: account, on: connection)
            }
        } catch let error as DatabaseError where error.isDuplicate {
            throw StorageError.duplicatePageNumber
        }
    }

    /// Throws `StorageError.notFound`.
    package func find(_ id: StoredPage.ID, of account: Account.ID) throws -> PageRecord {
        try database.reading { try PageRows.find(id, of: account, on: $0) }
    }

    package func list(_ request: ListRequest, of account: Account.ID) throws -> Listing<PageRecord> {
        try database.reading { connection in
            try ListQuery(.page, request, of: account).listing(
                PageRows.columns, joined: PageRows.joined, on: connection, PageRows.record)
        }
    }

    /// Corrections among the annotations (those with a `field`) show in the job's results at once. A page stays with
    /// its job; throws `duplicatePageNumber` when it takes another's number.
    package func update(
        _ id: StoredPage.ID, to draft: PageDraft, of account: Account.ID, ifRevision: Int? = nil
    ) throws -> PageRecord {
        do {
            return try database.writing { connection in
                let job = try lockJob(of: id, account, ifRevision, on: connection)
                if let url = draft.url { try DocumentStore.require(url, of: account, on: connection) }
                try connection.run(
                    """
                    UPDATE page SET number = ?, type = ?, revision = revision + 1, updated_at = UTC_TIMESTAMP(3)
                    WHERE id = ?
                    """, [.int(draft.number), .choice(draft.type), id.value])
                try connection.run(
                    """
                    UPDATE page_detail SET url = ?, document_id = ?, image_properties = ?, annotations = ?, metadata = ?
                    WHERE page_id = ?
                    """,
                    [
                        .optional(draft.url), DocumentStore.id(in: draft.url), .utf8(draft.imageProperties),
                        .utf8(draft.annotations),
                        .utf8(draft.metadata), id.value,
                    ])
                try showCorrections(in: job, on: connection)
                return try PageRows.find(id, of: account, on: connection)
            }
        } catch let error as DatabaseError where error.isDuplicate {
            throw StorageError.duplicatePageNumber
        }
    }

    package func delete(_ id: StoredPage.ID, of account: Account.ID, ifRevision: Int? = nil) throws {
        try database.writing { connection in
            let job = try lockJob(of: id, account, ifRevision, on: connection)
            let row = try connection.first("SELECT status, content_id FROM page WHERE id = ?", [id.value]) {
                row -> (PageStatus, ContentRows.Content.ID?) in (try row.choice(), try row.optionalID())
            }
            guard let (status, content) = row else { throw StorageError.notFound }
            var tally = Tally()
            try PageRows.delete(id, account, status, content, &tally, on: connection)
            try showCorrections(in: job, on: connection)
            try tally.write(on: connection)
        }
    }

    /// The page's lines with their words and boxes; empty before it was read.
    package func lines(_ id: StoredPage.ID, of account: Account.ID) throws -> [TextLine] {
        try database.reading { connection in
            try connection.first(
                "SELECT w.words FROM page r JOIN page_words w ON w.page_id = r.id WHERE r.id = ? AND r.account_id = ?",
                [id.value, account.value]
            ) { try WordCoding.read($0.bytes()) } ?? []
        }
    }

    /// The fields that were found on this page, with what people corrected; empty before the job is completed.
    package func fields(_ id: StoredPage.ID, of account: Account.ID) throws -> [Field] {
        try database.reading { connection in
            let page = try connection.first(
                """
                SELECT r.job_id, r.number FROM page r JOIN job j ON j.id = r.job_id AND j.status = 3
                WHERE r.id = ? AND r.account_id = ?
                """, [id.value, account.value]
            ) { row -> (Job.ID, Int) in (try row.id(), try row.int()) }
            guard let (job, number) = page else { return [] }
            return try ResultRows.extraction(of: job, on: connection)?.fields.filter { $0.page == number } ?? []
        }
    }

    /// The JPEG to draw boxes on; nil without one.
    package func image(_ id: StoredPage.ID, of account: Account.ID) throws -> [UInt8]? {
        try database.reading { connection in
            let content: ContentRows.Content.ID?? = try connection.first(
                "SELECT content_id FROM page WHERE id = ? AND account_id = ?", [id.value, account.value]
            ) { try $0.optionalID() }
            return try content.flatMap { $0 }.map { try ContentRows.whole($0, on: connection) }
        }
    }

    /// All pages of a job as they were read, to extract from again.
    package func pages(of job: Job.ID, of account: Account.ID) throws -> [Page] {
        try database.reading { connection in
            _ = try JobRows.find(job, of: account, on: connection)
            return try PageRows.pages(of: job, on: connection)
        }
    }

    // MARK: -

    private static func insert(
        _ draft: PageDraft, of account: Account.ID, on connection: Connection
    ) throws -> StoredPage.ID {
        let id: StoredPage.ID = try connection.newID()
        try connection.run(
            """
            INSERT INTO page (id, account_id, job_id, number, status, type, created_at, updated_at)
            VALUES (?, ?, ?, ?, 0, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
            """, [id.value, account.value, draft.job.value, .int(draft.number), .choice(draft.type)])
        try connection.run(
            """
            INSERT INTO page_detail (page_id, url, document_id, text, image_properties, annotations, metadata)
            VALUES (?, ?, ?, '', ?, ?, ?)
            """,
            [
                id.value, .optional(draft.url), DocumentStore.id(in: draft.url), .utf8(draft.imageProperties),
                .utf8(draft.annotations),
                .utf8(draft.metadata),
            ])
        var tally = Tally()
        tally.add(1, to: Tally.pages(.pending), of: account)
        try tally.write(on: connection)
        return id
    }

    /// Locks the page's job, then checks the page: jobs are locked first everywhere.
    private func lockJob(
        of id: StoredPage.ID, _ account: Account.ID, _ ifRevision: Int?, on connection: Connection
    ) throws -> LockedJob {
        let job: Job.ID? = try connection.first(
            "SELECT job_id FROM page WHERE id = ? AND account_id = ?", [id.value, account.value]
        ) { try $0.id() }
        guard let job, let locked = try LockedJob.lock(job, of: account, on: connection) else {
            throw StorageError.notFound
        }
        let revision = try connection.first("SELECT revision FROM page WHERE id = ? FOR UPDATE", [id.value]) {
            try $0.int()
        }
        try checkRevision(revision, ifRevision)
        return locked
    }

    private func showCorrections(in job: LockedJob, on connection: Connection) throws {
        guard job.status == .completed, let read = try ResultRows.asRead(job.id, on: connection) else { return }
        let corrections = try PageRows.corrections(of: job.id, on: connection)
        try ResultRows.show(Corrections.overlay(corrections, on: read), of: job.id, on: connection)
        try AccuracyRows.recount(corrections.map(\.field), of: job, on: connection)
    }
}
