import Invoices
import MariaDB

/// Saves the pages of one reading in place of an earlier one's: a page of the same number keeps its id, its
/// annotations and what a client said of it.
struct PageSaving {
    private struct Known {
        let id: StoredPage.ID
        let status: PageStatus
        let content: ContentRows.Content.ID?
        let isClients: Bool
    }

    private let job: LockedJob
    private let connection: Connection

    init(_ job: LockedJob, on connection: Connection) {
        self.job = job
        self.connection = connection
    }

    func save(_ reading: ReadResult, _ counters: inout Counters) throws {
        var known = try knownPages()
        for read in reading.pages {
            let page = read.page
            let content = read.jpeg.isEmpty ? nil : try ContentRows.store(read.jpeg, on: connection)
            if let old = known.removeValue(forKey: page.number) {
                try replace(old, with: page, content, &counters)
            } else {
                try insert(page, content, &counters)
            }
        }
        // What the document no longer has goes; a client's own page stays for the next reading.
        for old in known.values where !old.isClients {
            try PageRows.delete(old.id, job.account, old.status, old.content, &counters, on: connection)
        }
    }

    private func knownPages() throws -> [Int: Known] {
        let rows = try connection.rows(
            """
            SELECT r.number, r.id, r.status, r.content_id, d.url IS NOT NULL FROM page r \(PageRows.joined)
            WHERE r.job_id = ?
            """, [job.id.value]
        ) { row -> (Int, Known) in
            (
                try row.int(),
                Known(
                    id: try row.id(), status: try row.choice(), content: try row.optionalID(), isClients: try row.flag()
                )
            )
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    private func insert(_ page: Page, _ content: ContentRows.Content.ID?, _ counters: inout Counters) throws {
        let id: StoredPage.ID = try connection.newID()
        let columns = self.columns(page, content)
        try connection.run(
            """
            INSERT INTO page (id, account_id, job_id, number, created_at, updated_at, completed_at, started_at,
                \(columns.map(\.0).joined(separator: ", ")))
            VALUES (?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), \(Self.start),
                \(placeholders(columns.count)))
            """,
            [id.value, job.account.value, job.id.value, .int(page.number), .int(page.readingTime)] + columns.map(\.1))
        let text = Array(page.text.utf8)
        try connection.run(
            "INSERT INTO page_detail (page_id, text) VALUES (?, ?)", [id.value, .utf8(ChunkRows.words.inRow(text))])
        try saveWords(page, text, id)
        counters.add(1, to: Counters.pages(.completed), of: job.account)
    }

    private func replace(
        _ old: Known, with page: Page, _ content: ContentRows.Content.ID?, _ counters: inout Counters
    ) throws {
        let columns = self.columns(page, content)
        try connection.run(
            """
            UPDATE page SET \(columns.map { $0.0 + " = ?" }.joined(separator: ", ")), completed_at = UTC_TIMESTAMP(3),
                started_at = \(Self.start), updated_at = UTC_TIMESTAMP(3)
            WHERE id = ?
            """, columns.map(\.1) + [.int(page.readingTime), old.id.value])
        let text = Array(page.text.utf8)
        try connection.run(
            "UPDATE page_detail SET text = ?, error_log = NULL WHERE page_id = ?",
            [.utf8(ChunkRows.words.inRow(text)), old.id.value])
        try saveWords(page, text, old.id)
        if let before = old.content { try ContentRows.release(before, on: connection) }
        counters.add(-1, to: Counters.pages(old.status), of: job.account)
        counters.add(1, to: Counters.pages(.completed), of: job.account)
    }

    /// Before the reading time in milliseconds, so that start, time and end fit together.
    private static let start = "UTC_TIMESTAMP(3) - INTERVAL 1000 * ? MICROSECOND"

    private func saveWords(_ page: Page, _ text: [UInt8], _ id: StoredPage.ID) throws {
        let words = WordCoding.write(page.lines)
        // An earlier reading's chunks go with its row.
        try connection.run(
            "REPLACE INTO page_words (page_id, words) VALUES (?, ?)",
            [id.value, .bytes(ChunkRows.words.inRow(words))])
        try ChunkRows.words.write(
            [(PageRows.wordsPart, words), (PageRows.textPart, text)], of: id, on: connection)
        try SearchText.put(id, of: job.id, text: page.text, of: job.account, on: connection)
    }

    private func columns(_ page: Page, _ content: ContentRows.Content.ID?) -> [(String, Value)] {
        [
            ("status", .choice(PageStatus.completed)), ("processing_time", .int(page.readingTime)),
            ("width", .double(page.width)), ("height", .double(page.height)), ("source", .choice(page.source)),
            ("language", .optional(page.language)), ("image_width", .int(page.image.width)),
            ("image_height", .int(page.image.height)), ("image_dpi", .int(page.image.dpi)),
            ("image_color_space", .text(page.image.colorSpace.rawValue)),
            ("image_format", .cut(page.image.format, to: 16)), ("image_size", .int(page.image.size)),
            ("enhanced", .flag(page.preprocessing.enhanced)), ("deskewed", .flag(page.preprocessing.deskewed)),
            ("denoised", .flag(page.preprocessing.denoised)), ("binarized", .flag(page.preprocessing.binarized)),
            ("rotation_angle", .double(page.preprocessing.rotationAngle)), ("confidence", .double(page.confidence)),
            ("quality_score", .double(page.confidence)), ("content_id", .id(content)),
        ]
    }
}
