import Foundation
import Invoices
import MariaDB
import Storage

/// What must be right about the database before going live.
extension Probe {
    static let ofProductionDatabase = [
        Probe(name: "snapshot isolation", isForServing: true, run: withFacts(snapshotIsolation)),
        Probe(name: "database encryption", isForServing: true, run: withFacts(encryption)),
        Probe(name: "database rights", isForServing: true, run: withFacts(rights)),
        Probe(name: "database writing", isForServing: true, run: withFacts(writing)),
        Probe(name: "database memory", isForServing: true, run: withFacts(memory)),
        Probe(name: "cluster", isForServing: true, run: withFacts(cluster)),
        Probe(name: "clock", isForServing: true, run: withFacts(clock)),
        Probe(name: "backup", isForServing: true, run: withFacts(backup)),
        Probe(name: "keys", isForServing: true, run: keys),
        Probe(name: "webhooks' signing", isForServing: true, run: webhooks),
    ]

    /// A probe of the server's facts; each asks for itself.
    private static func withFacts(
        _ judge: @escaping @Sendable (ServerFacts, Configuration) -> Finding
    ) -> @Sendable (Configuration) -> Finding {
        { configuration in
            asking(configuration) { database in judge(try ServerFacts(database), configuration) }
        }
    }

    private static func asking(_ configuration: Configuration, _ ask: (Database) throws -> Finding) -> Finding {
        let database = Database(configuration.database, connections: 1, patience: .seconds(5))
        defer { database.close() }
        do { return try ask(database) } catch { return .doubtful("unknown: \(DatabaseFault(error).sentence)") }
    }

    /// No connection succeeds without it.
    @Sendable static func snapshotIsolation(_ facts: ServerFacts, _: Configuration) -> Finding {
        .fine("MariaDB \(facts.version) has innodb_snapshot_isolation, and the time zone of each session is UTC")
    }

    @Sendable static func encryption(_ facts: ServerFacts, _ configuration: Configuration) -> Finding {
        if configuration.database.socket != nil { return .fine("a unix socket, which nobody listens to") }
        let hosts = [configuration.database.host ?? ""] + configuration.database.furtherServers.map(\.host)
        guard let host = hosts.first(where: { !["127.0.0.1", "::1", "localhost"].contains($0) }) else {
            return .fine("this machine's loopback, which nobody listens to")
        }
        guard configuration.database.certificateAuthority == nil else {
            return .fine("connections are encrypted, and the server's certificate is verified")
        }
        return .missing("invoices travel to \(host) \(facts.isEncrypted ? "unverified" : "openly"); set database-ca")
    }

    @Sendable static func rights(_ facts: ServerFacts, _: Configuration) -> Finding {
        facts.globalRights.isEmpty
            ? .fine("the user has rights on its own database alone")
            : .doubtful(
                """
                the user has \(facts.globalRights.joined(separator: ", ")) on all databases, and may be exempt from \
                read_only; GRANT it ALL on its own database only
                """)
    }

    @Sendable static func writing(_ facts: ServerFacts, _: Configuration) -> Finding {
        var faults: [String] = []
        if facts.number("innodb_flush_log_at_trx_commit") != 1 { faults.append("innodb_flush_log_at_trx_commit = 1") }
        if !facts.isOn("innodb_doublewrite") { faults.append("innodb_doublewrite = ON") }
        if facts.isOn("log_bin"), facts.number("sync_binlog") != 1 { faults.append("sync_binlog = 1") }
        return faults.isEmpty
            ? .fine("what is acknowledged survives a power failure")
            : .doubtful("a power failure can lose acknowledged jobs; set \(faults.joined(separator: ", "))")
    }

    @Sendable static func memory(_ facts: ServerFacts, _: Configuration) -> Finding {
        let mebibytes = (facts.number("innodb_buffer_pool_size") ?? 0) >> 20
        return mebibytes < 512
            ? .doubtful("innodb_buffer_pool_size is \(mebibytes) MiB; set it to a quarter of the memory or more")
            : .fine("innodb_buffer_pool_size is \(mebibytes) MiB")
    }

    @Sendable static func cluster(_ facts: ServerFacts, _ configuration: Configuration) -> Finding {
        let servers = 1 + (configuration.database.socket == nil ? configuration.database.furtherServers.count : 0)
        guard facts.isOn("wsrep_on") else {
            return servers > 1
                ? .fine("\(servers) servers in database-host; the first that accepts writes is used")
                : .doubtful("one database server: without it nothing is answered; see “More machines” in deployment")
        }
        // Bit 1: reads wait for what other nodes have committed.
        let waits = (facts.number("wsrep_sync_wait") ?? 0) & 1 == 1
        return waits
            ? .fine("a Galera node, and \(servers) servers in database-host")
            : .doubtful("on other nodes a client may not find what it has just made; set wsrep_sync_wait = 1")
    }

    @Sendable static func clock(_ facts: ServerFacts, _: Configuration) -> Finding {
        let gap = abs(facts.seconds - Int(Date().timeIntervalSince1970))
        return gap <= 2
            ? .fine("this machine and the database agree on the time")
            : .doubtful("this machine's clock and the database's differ by \(gap) s; synchronise both (chrony)")
    }

    @Sendable static func backup(_ facts: ServerFacts, _: Configuration) -> Finding {
        facts.isOn("log_bin")
            ? .doubtful("the age of the last backup is not known here; rehearse a restore (docs/runbook.md)")
            : .doubtful(
                """
                the age of the last backup is not known here, and without log_bin nothing after it can be restored; see \
                docs/runbook.md
                """)
    }

    @Sendable static func keys(_ configuration: Configuration) -> Finding {
        asking(configuration) { database in
            let now = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
            let valid = try Stores(database: database).keys.list().filter { key in
                key.revokedAt == nil && key.expiresAt.map { $0 > now } != false
            }
            guard !valid.isEmpty else {
                return .doubtful("there is no valid key; run `ocr-invoice key create ACCOUNT`")
            }
            let endless = valid.count { $0.expiresAt == nil }
            return endless == 0
                ? .fine("\(valid.count) valid, all with an end")
                : .doubtful("\(endless) of \(valid.count) valid keys never expire; make new ones with --days")
        }
    }

    @Sendable static func webhooks(_ configuration: Configuration) -> Finding {
        asking(configuration) { database in
            let unreadable = try ServerFacts.unreadableSecrets(in: database, configuration.sealer)
            if unreadable > 0 {
                return .missing(
                    "secret-key does not fit \(unreadable) webhooks, which are not sent; set the key they were made with"
                )
            }
            return configuration.sealer == nil
                ? .doubtful("secret-key is not set, so there are no webhooks; `openssl rand -hex 32` makes one")
                : .fine("secret-key is set; keep a copy, since no backup of the database has it")
        }
    }
}
