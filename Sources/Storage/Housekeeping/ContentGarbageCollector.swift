import Invoices
package import MariaDB

/// Removes bytes that nothing uses any more, some chunks in each transaction: a large document removed in one would
/// hold its locks for long, and a cluster refuses transactions above a size.
package struct ContentGarbageCollector: Sendable {
    /// Chunks that one transaction removes.
    private static let portion = 8

    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    /// Removes what is unused, and uploads that were never finished; how many. Call now and then.
    package func run() throws -> Int {
        // Without a digest and a size the bytes are still coming in, or never came to an end.
        let unused = try database.reading { connection -> [ContentRows.Content.ID] in
            try connection.rows(
                """
                SELECT id FROM content
                WHERE uses = 0 AND (size > 0 OR created_at < UTC_TIMESTAMP(3) - INTERVAL 2 HOUR) LIMIT 200
                """
            ) { try $0.id() }
        }
        return try unused.reduce(0) { try $0 + (remove($1) ? 1 : 0) }
    }

    /// False when the content has come into use again, or is gone.
    func remove(_ id: ContentRows.Content.ID) throws -> Bool {
        // Without its digest nobody can find it to use it once more, so what follows may take several transactions.
        let isUnused = try database.writing { connection in
            try connection.run("UPDATE content SET sha256 = NULL WHERE id = ? AND uses <= 0", [id.value])
                .affectedRows == 1
        }
        guard isUnused else { return false }
        var removed = ContentGarbageCollector.portion
        while removed == ContentGarbageCollector.portion {
            removed = try database.writing { connection in
                try connection.run(
                    "DELETE FROM content_chunk WHERE content_id = ? ORDER BY number LIMIT ?",
                    [id.value, .int(ContentGarbageCollector.portion)]
                ).affectedRows
            }
        }
        try database.writing { try $0.run("DELETE FROM content WHERE id = ? AND uses <= 0", [id.value]) }
        return true
    }
}
