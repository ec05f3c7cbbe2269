package import Invoices
package import MariaDB

/// Regions of pages that one process asks others to read, while a client waits.
package struct RegionRequestStore: Sendable {
    package struct Request: Sendable {
        package typealias ID = Invoices.ID<Request>

        package let id: ID
        /// A JPEG.
        package let image: [UInt8]
        package let region: Box
        package let languages: [String]
    }

    package enum Answer: Sendable, Equatable {
        case text(String, confidence: Double)
        case unreadable
    }

    /// Nobody waits longer for an answer.
    private static let patience = 15

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Nil when no process is there that could read it.
    package func ask(_ image: [UInt8], _ region: Box, _ languages: [String]) throws -> Request.ID? {
        try database.writing { connection in
            let reader = try connection.first("SELECT 1 FROM worker WHERE lease_until > UTC_TIMESTAMP(3) LIMIT 1") {
                try $0.int()
            }
            guard reader != nil else { return nil }
            let id: Request.ID = try connection.newID()
            try connection.run(
                """
                INSERT INTO region_request (id, created_at, image, x, y, width, height, languages)
                VALUES (?, UTC_TIMESTAMP(3), ?, ?, ?, ?, ?, ?)
                """,
                [
                    id.value, .bytes(image), .double(region.x), .double(region.y), .double(region.width),
                    .double(region.height), .text(languages.joined(separator: " ")),
                ])
            return id
        }
    }

    /// Nil while there is none.
    package func answer(to id: Request.ID) throws -> Answer? {
        try database.reading { connection in
            let row = try connection.first(
                "SELECT state, text, confidence FROM region_request WHERE id = ?", [id.value]
            ) { (try $0.int(), try $0.optionalText(), try $0.optionalDouble()) }
            return switch row {
            case (2, let text?, let confidence?)?: .text(text, confidence: confidence)
            case (0, _, _)?, (1, _, _)?: nil
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
                SELECT id, image, x, y, width, height, languages FROM region_request WHERE state = 0
                ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED
                """, [], Request.init)
            guard let request else { return nil }
            try connection.run("UPDATE region_request SET state = 1 WHERE id = ?", [request.id.value])
            return request
        }
    }

    package func answer(_ id: Request.ID, with answer: Answer) throws {
        let values: [Value] =
            switch answer {
            case .text(let text, let confidence): [.int(2), .text(text), .double(confidence)]
            case .unreadable: [.int(3), .null, .null]
            }
        try database.writing { connection in
            try connection.run(
                "UPDATE region_request SET state = ?, text = ?, confidence = ? WHERE id = ?", values + [id.value])
        }
    }
}

extension RegionRequestStore.Request {
    fileprivate init(_ row: Row) throws {
        id = try row.id()
        image = try row.bytes()
        region = Box(x: try row.double(), y: try row.double(), width: try row.double(), height: try row.double())
        languages = try row.text().split(separator: " ").map(String.init)
    }
}
