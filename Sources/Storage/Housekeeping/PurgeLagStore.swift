package import Invoices
package import MariaDB

/// Whether the database can clean up behind us. While anybody's transaction stays open, a backup's for instance, rows that
/// jobs have left behind pile up at the head of the queue, and every claim wades through them.
package struct PurgeLagStore: Sendable {
    private let database: Database

    package init(database: Database) {
        self.database = database
    }

    package func read() throws -> PurgeLag {
        PurgeLag(history: try history(), oldestTransaction: try oldestTransaction())
    }

    private func history() throws -> Int {
        try database.reading { connection in
            try connection.first(
                """
                SELECT CAST(VARIABLE_VALUE AS SIGNED) FROM information_schema.GLOBAL_STATUS
                WHERE VARIABLE_NAME = 'INNODB_HISTORY_LIST_LENGTH'
                """
            ) { try $0.int() } ?? 0
        }
    }

    /// Only a user with the right PROCESS may see others' transactions; their start is told in the server's own zone.
    private func oldestTransaction() throws -> Duration? {
        do {
            let seconds = try database.reading { connection in
                try connection.first(
                    """
                    SELECT COALESCE(TIMESTAMPDIFF(SECOND, MIN(trx_started),
                        CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', 'SYSTEM')), 0)
                    FROM information_schema.INNODB_TRX WHERE trx_mysql_thread_id <> CONNECTION_ID()
                    """
                ) { try $0.int() }
            }
            return .seconds(seconds ?? 0)
        } catch let error as DatabaseError where error.isDenied {
            return nil
        }
    }
}
