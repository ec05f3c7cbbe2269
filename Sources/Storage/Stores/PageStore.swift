package import FieldExtraction
package import Invoices
import MariaDB

/// Pages: made by processing, or added by a client.
package struct PageStore: Sendable {
    let database: Database

    /// What corrections on a page of the job are read and checked by; `page` is the one whose annotations are to be
    /// replaced. Nil where the account has no such job.
    package func correctionContext(
        of job: Job.ID, besides page: StoredPage.ID?, of account: Account.ID
    ) throws -> CorrectionContext? {
        try database.reading { connection in
            let isThere = try connection.first(
                "SELECT 1 FROM job WHERE id = ? AND account_id = ?", [job.value, account.value]
            ) { try $0.int() }
            guard isThere != nil else { return nil }
            return try CorrectionChange.context(of: job, besides: page, on: connection)
        }
    }

    /// Adds a client's page, whose corrections show at once; throws `unknownReference` (of job or document) or `duplicatePageNumber`.
    package func insert(_ draft: PageDraft, of account: Account.ID) throws -> PageRecord {
        do {
            return try database.writing { connection in
                guard let job = try LockedJob.lock(draft.job, of: account, on: connection) else {
                    throw StorageError.unknownReference(.job)
                }
                let before = try CorrectionChange(of: job, page: draft.number, on: connection)
                if let url = draft.url { try DocumentReferences.require(url, of: account, on: connection) }
                let id = try PageStore.insert(draft, of: account, on: connection)
                try before.end(changesDocument: true, on: connection)
                try IdempotentRequest.note(.made, id, on: connection)
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
            try ListSQL(.page, request, of: account).listing(
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
                let before = try CorrectionChange(of: job, page: draft.number, on: connection)
                let present = try PageRows.find(id, of: account, on: connection).draft
                if let url = draft.url { try DocumentReferences.require(url, of: account, on: connection) }
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
                        .optional(draft.url), DocumentReferences.id(in: draft.url), .utf8(draft.imageProperties),
                        .utf8(draft.annotations),
                        .utf8(draft.metadata), id.value,
                    ])
                // What processing reads is the pages that have a URL.
                let isOther = present.url != draft.url || (draft.url != nil && present.number != draft.number)
                try before.end(changesDocument: isOther, on: connection)
                return try PageRows.find(id, of: account, on: connection)
            }
        } catch let error as DatabaseError where error.isDuplicate {
            throw StorageError.duplicatePageNumber
        }
    }

    package func delete(_ id: StoredPage.ID, of account: Account.ID, ifRevision: Int? = nil) throws {
        try database.writing { connection in
            let job = try lockJob(of: id, account, ifRevision, on: connection)
            let present = try PageRows.find(id, of: account, on: connection)
            let content: ContentRows.Content.ID?? = try connection.first(
                "SELECT content_id FROM page WHERE id = ?", [id.value]
            ) { try $0.optionalID() }
            let before = try CorrectionChange(of: job, page: present.draft.number, on: connection)
            var counters = Counters()
            try PageRows.delete(id, account, present.status, content ?? nil, &counters, on: connection)
            try before.end(changesDocument: present.draft.url != nil, on: connection)
            try HistoryRows.note(.deleted, job.id, of: account, on: connection) { json in
                json.member("what", "page")
                json.member("page", present.draft.number)
            }
            try counters.write(on: connection)
        }
    }

    /// The page's lines with their words and boxes; empty before it was read.
    package func lines(_ id: StoredPage.ID, of account: Account.ID) throws -> [TextLine] {
        try database.reading { connection in
            try PageRows.words(of: id, account, on: connection).map(WordCoding.read) ?? []
        }
    }

    /// What a job's results say of these of its pages, by number; nothing before there are results, or of a job that is
    /// not the account's.
    package func readings(of job: Job.ID, _ numbers: [Int], of account: Account.ID) throws -> [Int: PageReading] {
        try database.reading { connection in
            let isShown = try connection.first(
                "SELECT 1 FROM job WHERE id = ? AND account_id = ? AND status IN (\(JobStatus.withResults.sql))",
                [job.value, account.value]
            ) { try $0.int() }
            guard isShown != nil, let found = try ResultRows.fields(of: job, on: connection) else {
                return [:]
            }
            let fields = Dictionary(grouping: found) { $0.page ?? 0 }
            let texts = try PageRows.texts(of: job, numbers, on: connection).map { ($0.number, $0.text) }
            let textsByNumber = Dictionary(texts, uniquingKeysWith: { first, _ in first })
            return Dictionary(
                numbers.map { number in
                    (number, PageReading(text: textsByNumber[number], fields: fields[number] ?? []))
                }, uniquingKeysWith: { first, _ in first })
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

    /// The address of the document that the job's results were read from, and the pages that were read of it, without
    /// those that a client added; nil if the job has another document or other pages by now.
    package func documentOfResults(_ job: Job.ID, of account: Account.ID) throws -> (url: String, pages: [Page])? {
        try database.reading { connection in
            let url = try connection.first(
                """
                SELECT d.document_url FROM job r JOIN job_detail d ON d.job_id = r.id JOIN job_result x ON x.job_id = r.id
                WHERE r.id = ? AND r.account_id = ? AND COALESCE(x.document_revision = d.document_revision, 1)
                """, [job.value, account.value]
            ) { try $0.text() }
            return try url.map { ($0, try PageRows.pages(of: job, isOfDocument: true, on: connection)) }
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
            VALUES (?, ?, ?, ?, \(PageStatus.pending.sql), ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))
            """, [id.value, account.value, draft.job.value, .int(draft.number), .choice(draft.type)])
        try connection.run(
            """
            INSERT INTO page_detail (page_id, url, document_id, text, image_properties, annotations, metadata)
            VALUES (?, ?, ?, '', ?, ?, ?)
            """,
            [
                id.value, .optional(draft.url), DocumentReferences.id(in: draft.url), .utf8(draft.imageProperties),
                .utf8(draft.annotations),
                .utf8(draft.metadata),
            ])
        var counters = Counters()
        counters.add(1, to: Counters.pages(.pending), of: account)
        try counters.write(on: connection)
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
}
