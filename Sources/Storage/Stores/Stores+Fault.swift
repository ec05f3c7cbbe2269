import MariaDB

extension Stores {
    /// What keeps the database from being read and written now; nil when nothing does. It writes one row that is always
    /// there, so that what is kept does not grow.
    package func fault() -> DatabaseFault? {
        do {
            let applied = try database.read { try $0.rows("SELECT number FROM migration") { try $0.int() } }
            guard Migrations.numbers.isSubset(of: applied) else { return .outdatedSchema }
            try database.transaction {
                try $0.run("UPDATE heartbeat SET beat_at = UTC_TIMESTAMP(3) WHERE id = 1")
            }
            return nil
        } catch {
            return DatabaseFault(error)
        }
    }

    /// What `max_allowed_packet` must be at least: a chunk is a statement's largest value, and what a request brings may
    /// be as large again in JSON and in its store's own words.
    package static let leastPacket = 4 * ContentRows.chunkSize
}
