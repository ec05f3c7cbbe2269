import Foundation
import MariaDB
import Storage

/// Checks the database.
extension Probe {
    @Sendable static func database(_ configuration: Configuration) -> Finding {
        let database = Database(configuration.database, connections: 1, patience: .seconds(5))
        defer { database.close() }
        do {
            let version = try database.read { $0.serverVersion }
            let status = database.servers.status
            let server = "MariaDB \(version) at \(status.used)"
            if let fault = Stores(database: database).fault() { return missing(fault, server) }
            let refused = status.refused.map { "\($0.server) was refused (\($0.reason))" }
            return refused.isEmpty ? .fine(server) : .doubtful(([server] + refused).joined(separator: "; "))
        } catch {
            return missing(DatabaseFault(error), database.servers.status.used, error)
        }
    }

    /// `server` is the database's address, with its version if that is known.
    private static func missing(_ fault: DatabaseFault, _ server: String, _ error: (any Error)? = nil) -> Finding {
        switch fault {
        case .silent:
            let reason = (error as? DatabaseError).map { " (\($0.code): \($0.message))" } ?? ""
            return .missing(
                "\(server) does not answer\(reason); start MariaDB, or set --database-socket or --database-host")
        case .refused:
            return .missing(
                "\(server) refuses the user; set --database-user and OCR_INVOICE_DATABASE_PASSWORD, or GRANT it rights")
        case .missing:
            return .missing("\(server) has no database of that name; run `ocr-invoice migrate` to create it")
        case .outdatedSchema:
            return .missing("the schema is not up to date; run `ocr-invoice migrate`")
        default:
            return .missing("\(server): \(fault.sentence)")
        }
    }

    /// Large data is sent in chunks, and each chunk must fit into a packet.
    @Sendable static func packets(_ configuration: Configuration) -> Finding {
        do {
            let database = Database(configuration.database, connections: 1, patience: .seconds(5))
            defer { database.close() }
            return packets(of: try database.read { $0.packetLimit })
        } catch {
            return .doubtful("unknown, since the database does not answer")
        }
    }

    static func packets(of bytes: Int) -> Finding {
        let least = Stores.leastPacket
        return bytes >= least
            ? .fine("max_allowed_packet is \(bytes >> 20) MiB; at least \(least >> 20) MiB are needed")
            : .missing(
                "max_allowed_packet is \(bytes >> 10) KiB; set it to \(least >> 20)M or more in MariaDB (its default is 16M)"
            )
    }

    /// An acknowledged job survives a power failure only if the log is flushed at each commit.
    @Sendable static func durability(_ configuration: Configuration) -> Finding {
        do {
            let database = Database(configuration.database, connections: 1, patience: .seconds(5))
            defer { database.close() }
            let flush = try database.read {
                try $0.first("SELECT @@GLOBAL.innodb_flush_log_at_trx_commit") { try $0.int() }
            }
            return flush == 1
                ? .fine("every commit is flushed to disk")
                : .doubtful(
                    "a power failure can lose acknowledged jobs; set innodb_flush_log_at_trx_commit=1 in MariaDB")
        } catch {
            return .doubtful("unknown, since the database does not answer")
        }
    }
}
