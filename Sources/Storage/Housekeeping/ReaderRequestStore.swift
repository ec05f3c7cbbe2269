import InvoiceCoding
package import Invoices
package import MariaDB

/// What a process that does not read asks others to do with a reader, while a client waits.
package struct ReaderRequestStore: Sendable {
    package enum Work: Sendable {
        /// Reads a region of a JPEG.
        case region(image: [UInt8], Box, languages: [String])
        /// Runs a template on a job's stored pages.
        case trial(Template, job: Job.ID, account: Account.ID)
    }

    package struct Request: Sendable {
        package typealias ID = Invoices.ID<Request>

        package let id: ID
        package let work: Work
    }

    package enum Answer: Sendable, Equatable {
        case text(String, confidence: Double)
        case extraction(Extraction)
        /// The client's doing: a stable code and a sentence.
        case refused(code: String, sentence: String)
        case unreadable
    }

    /// Stored by its number.
    private enum State: Int {
        case waiting = 0
        case taken = 1
        case text = 2
        case unreadable = 3
        case extraction = 4
        case refused = 5

        var sql: String { String(rawValue) }
        var value: Value { .int(rawValue) }
    }

    /// Nobody waits longer for an answer; seconds.
    private static let patience = 15

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Nil when no process is there that could do it.
    package func ask(_ work: Work) throws -> Request.ID? {
        try database.writing { connection in
            let reader = try connection.first("SELECT 1 FROM worker WHERE lease_until > UTC_TIMESTAMP(3) LIMIT 1") {
                try $0.int()
            }
            guard reader != nil else { return nil }
            let id: Request.ID = try connection.newID()
            try connection.run(
                """
                INSERT INTO region_request
                    (id, created_at, image, x, y, width, height, languages, template, job_id, account_id)
                VALUES (?, UTC_TIMESTAMP(3), ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, [id.value] + work.values)
            return id
        }
    }

    /// Nil while there is none.
    package func answer(to id: Request.ID) throws -> Answer? {
        try database.reading { connection in
            let row = try connection.first(
                "SELECT state, text, confidence FROM region_request WHERE id = ?", [id.value]
            ) { (State(rawValue: try $0.int()), try $0.optionalText(), try $0.optionalDouble()) }
            return switch row {
            case (.waiting, _, _)?, (.taken, _, _)?: nil
            case (.text, let text?, let confidence?)?: .text(text, confidence: confidence)
            case (.extraction, let text?, _)?: .extraction(try ExtractionCoding.read(Array(text.utf8)))
            case (.refused, let text?, _)?: Self.refusal(text)
            default: .unreadable
            }
        }
    }

    package func forget(_ id: Request.ID) throws {
        try database.writing { try $0.run("DELETE FROM region_request WHERE id = ?", [id.value]) }
    }

    /// The oldest that waits, now this process's; requests whose client has long gone are removed.
    package func take() throws -> Request? {
        let isEmpty = try database.reading {
            try $0.first("SELECT 1 FROM region_request LIMIT 1") { try $0.int() } == nil
        }
        guard !isEmpty else { return nil }
        return try database.writing { connection in
            try connection.run(
                """
                DELETE FROM region_request
                WHERE created_at < UTC_TIMESTAMP(3) - INTERVAL \(Self.patience) SECOND ORDER BY id LIMIT 100
                """)
            let request = try connection.first(
                """
                SELECT id, image, x, y, width, height, languages, template, job_id, account_id FROM region_request
                WHERE state = \(State.waiting.sql) ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
                """, [], Request.init)
            guard let request else { return nil }
            try connection.run("UPDATE region_request SET state = \(State.taken.sql) WHERE id = ?", [request.id.value])
            return request
        }
    }

    package func answer(_ id: Request.ID, with answer: Answer) throws {
        let values: [Value] =
            switch answer {
            case .text(let text, let confidence): [State.text.value, .text(text), .double(confidence)]
            case .unreadable: [State.unreadable.value, .null, .null]
            case .extraction(let extraction):
                [State.extraction.value, .utf8(ExtractionCoding.write(extraction)), .null]
            case .refused(let code, let sentence): [State.refused.value, .text("\(code) \(sentence)"), .null]
            }
        try database.writing { connection in
            try connection.run(
                "UPDATE region_request SET state = ?, text = ?, confidence = ? WHERE id = ?", values + [id.value])
        }
    }

    private static func refusal(_ text: String) -> Answer {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return .unreadable }
        return .refused(code: String(parts[0]), sentence: String(parts[1]))
    }
}

extension ReaderRequestStore.Work {
    /// In the order of the columns.
    fileprivate var values: [Value] {
        switch self {
        case .region(let image, let region, let languages):
            [
                .bytes(image), .double(region.x), .double(region.y), .double(region.width), .double(region.height),
                .text(languages.joined(separator: " ")), .null, .null, .null,
            ]
        case .trial(let template, let job, let account):
            [
                .bytes([]), .double(0), .double(0), .double(0), .double(0), .text(""),
                .bytes(TemplateCoding.write(template)), job.value, account.value,
            ]
        }
    }
}

extension ReaderRequestStore.Request {
    fileprivate init(_ row: Row) throws {
        id = try row.id()
        let image = try row.bytes()
        let region = Box(
            x: try row.double(), y: try row.double(), width: try row.double(), height: try row.double())
        let languages = try row.text().split(separator: " ").map(String.init)
        if let template = try row.optionalBytes() {
            work = .trial(try TemplateCoding.read(template), job: try row.id(), account: try row.id())
        } else {
            work = .region(image: image, region, languages: languages)
        }
    }
}
