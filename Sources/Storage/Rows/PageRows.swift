import Invoices
import MariaDB

/// Pages as they rest in the tables; within a transaction.
enum PageRows {
    static let columns = """
        r.id, r.account_id, r.job_id, r.number, d.url, r.type, d.image_properties, d.annotations, d.metadata, r.revision,
        r.status, r.width, r.height, r.source, r.language, r.image_width, r.image_height, r.image_dpi,
        r.image_color_space, r.image_format, r.image_size, r.enhanced, r.deskewed, r.denoised, r.binarized,
        r.rotation_angle, r.confidence, r.processing_time, r.started_at, r.completed_at, d.error_log, r.retry_count,
        r.quality_score, r.content_id IS NOT NULL, r.created_at, r.updated_at
        """

    static let joined = "JOIN page_detail d ON d.page_id = r.id"

    /// What lies in chunks of a page's words.
    static let (wordsPart, textPart) = (0, 1)

    static func record(_ row: Row) throws -> PageRecord {
        let id: StoredPage.ID = try row.id()
        let account: Account.ID = try row.id()
        let draft = PageDraft(
            job: try row.id(), number: try row.int(), url: try row.optionalText(), type: try row.optionalChoice(),
            imageProperties: try row.optionalBytes(), annotations: try row.optionalBytes(),
            metadata: try row.optionalBytes())
        return PageRecord(
            id: id, account: account, draft: draft, revision: try row.int(), status: try row.choice(),
            width: try row.double(), height: try row.double(), source: try row.optionalChoice(),
            language: try row.optionalText(), image: try image(row), preprocessing: try preprocessing(row),
            confidence: try row.double(), processingTime: try row.optionalInt(), startedAt: try row.optionalTimestamp(),
            completedAt: try row.optionalTimestamp(), errorLog: try row.optionalText(), retryCount: try row.int(),
            qualityScore: try row.optionalDouble(), hasImage: try row.flag(), createdAt: try row.timestamp(),
            updatedAt: try row.timestamp())
    }

    private static func image(_ row: Row) throws -> PageImage {
        PageImage(
            width: try row.int(), height: try row.int(), dpi: try row.int(),
            colorSpace: PageImage.ColorSpace(rawValue: try row.text()) ?? .gray, format: try row.text(),
            size: try row.int())
    }

    private static func preprocessing(_ row: Row) throws -> PagePreprocessing {
        PagePreprocessing(
            enhanced: try row.flag(), deskewed: try row.flag(), denoised: try row.flag(), binarized: try row.flag(),
            rotationAngle: try row.double())
    }

    static func find(_ id: StoredPage.ID, of account: Account.ID, on connection: Connection) throws -> PageRecord {
        let record = try connection.first(
            "SELECT \(columns) FROM page r \(joined) WHERE r.id = ? AND r.account_id = ?", [id.value, account.value],
            record)
        guard let record else { throw StorageError.notFound }
        return record
    }

    /// The pages' texts, for a job's results; of all pages, or of these.
    static func texts(
        of job: Job.ID, _ numbers: [Int]? = nil, on connection: Connection
    ) throws -> [JobResults.PageText] {
        let some = numbers.map { "AND r.number IN (\(placeholders($0.count)))" } ?? ""
        return try connection.rows(
            """
            SELECT r.id, r.number, r.width, r.height, d.text, r.confidence FROM page r \(joined)
            WHERE r.job_id = ? AND r.status = \(PageStatus.completed.sql) \(some) ORDER BY r.number
            """, [job.value] + (numbers ?? []).map { .int($0) }
        ) { row -> (StoredPage.ID, JobResults.PageText) in
            let id: StoredPage.ID = try row.id()
            let text = JobResults.PageText(
                number: try row.int(), width: try row.double(), height: try row.double(), text: try row.text(),
                confidence: try row.double())
            return (id, text)
        }.map { id, page in
            var page = page
            if page.text.isEmpty {
                page.text = String(
                    decoding: try ChunkRows.words.whole([], textPart, of: id, on: connection), as: UTF8.self)
            }
            return page
        }
    }

    /// A page's words as the coding has them; nil before it was read.
    static func words(of id: StoredPage.ID, _ account: Account.ID, on connection: Connection) throws -> [UInt8]? {
        try connection.first(
            "SELECT w.words FROM page r JOIN page_words w ON w.page_id = r.id WHERE r.id = ? AND r.account_id = ?",
            [id.value, account.value]
        ) { try $0.bytes() }.map { try ChunkRows.words.whole($0, wordsPart, of: id, on: connection) }
    }

    /// The pages that clients added to these jobs, in the order of their numbers.
    static func added(to jobs: [Job.ID], on connection: Connection) throws -> [Job.ID: [AddedPage]] {
        let rows = try connection.rows(
            """
            SELECT r.job_id, r.number, d.url FROM page r \(joined)
            WHERE r.job_id IN (\(placeholders(jobs.count))) AND d.url IS NOT NULL ORDER BY r.number
            """, jobs.map(\.value)
        ) { row -> (Job.ID, AddedPage) in (try row.id(), AddedPage(number: try row.int(), url: try row.text())) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// - Parameter page: Its own are left out.
    static func corrections(
        of job: Job.ID, besides page: StoredPage.ID? = nil, on connection: Connection
    ) throws -> [Correction] {
        try connection.rows(
            """
            SELECT r.number, d.annotations FROM page r \(joined)
            WHERE r.job_id = ? AND d.annotations IS NOT NULL AND (? IS NULL OR r.id <> ?) ORDER BY r.number
            """, [job.value, .id(page), .id(page)]
        ) { row in
            let number = try row.int()
            return try Corrections.read(row.bytes(), page: number)
        }.flatMap { $0 }
    }

    /// The pages as they were read, with words and boxes.
    static func pages(of job: Job.ID, on connection: Connection) throws -> [Page] {
        let found = try connection.rows(
            """
            SELECT r.id, w.words, r.number, r.width, r.height, r.source, r.language, r.image_width, r.image_height,
                r.image_dpi, r.image_color_space, r.image_format, r.image_size, r.enhanced, r.deskewed, r.denoised,
                r.binarized, r.rotation_angle, COALESCE(r.processing_time, 0)
            FROM page r JOIN page_words w ON w.page_id = r.id WHERE r.job_id = ? \
            AND r.status = \(PageStatus.completed.sql) ORDER BY r.number
            """, [job.value]
        ) { row -> (StoredPage.ID, [UInt8], Page) in (try row.id(), try row.bytes(), try page(row)) }
        return try found.map { id, words, page in
            var page = page
            page.lines = try WordCoding.read(ChunkRows.words.whole(words, wordsPart, of: id, on: connection))
            return page
        }
    }

    /// Without its lines.
    private static func page(_ row: Row) throws -> Page {
        Page(
            number: try row.int(), width: try row.double(), height: try row.double(),
            source: try row.optionalChoice() ?? .ocr, language: try row.optionalText(), lines: [],
            image: try image(row), preprocessing: try preprocessing(row), readingTime: try row.int())
    }

    /// A page that a client added is why its job failed. One that an earlier run has read belongs to results that the job
    /// still has: it only gets the reason.
    static func fail(
        _ number: Int, of job: LockedJob, _ reason: String, _ counters: inout Counters, on connection: Connection
    ) throws {
        let found = try connection.first(
            "SELECT id, status FROM page WHERE job_id = ? AND number = ? FOR UPDATE", [job.id.value, .int(number)]
        ) { row -> (StoredPage.ID, PageStatus) in (try row.id(), try row.choice()) }
        guard let (id, status) = found else { return }
        try connection.run(
            "UPDATE page_detail SET error_log = ? WHERE page_id = ?", [.cut(reason, to: 1000), id.value])
        guard status != .completed else { return }
        try connection.run(
            "UPDATE page SET status = ?, retry_count = ?, updated_at = UTC_TIMESTAMP(3) WHERE id = ?",
            [.choice(PageStatus.failed), .int(job.retryCount), id.value])
        counters.add(-1, to: Counters.pages(status), of: job.account)
        counters.add(1, to: Counters.pages(.failed), of: job.account)
    }

    static func deleteAll(of job: Job.ID, _ counters: inout Counters, on connection: Connection) throws {
        let pages = try connection.rows(
            "SELECT id, account_id, status, content_id FROM page WHERE job_id = ?", [job.value]
        ) {
            row -> (StoredPage.ID, Account.ID, PageStatus, ContentRows.Content.ID?) in
            (try row.id(), try row.id(), try row.choice(), try row.optionalID())
        }
        for (id, account, status, content) in pages {
            try delete(id, account, status, content, &counters, on: connection)
        }
    }

    static func delete(
        _ id: StoredPage.ID, _ account: Account.ID, _ status: PageStatus, _ content: ContentRows.Content.ID?,
        _ counters: inout Counters, on connection: Connection
    ) throws {
        for table in ["page_detail", "page_words"] {
            try connection.run("DELETE FROM \(table) WHERE page_id = ?", [id.value])
        }
        try SearchText.remove(id.value, on: connection)
        try connection.run("DELETE FROM page WHERE id = ?", [id.value])
        if let content { try ContentRows.release(content, on: connection) }
        counters.add(-1, to: Counters.pages(status), of: account)
    }
}
