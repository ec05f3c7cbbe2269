import MariaDB
import Outgoing
import Storage
import TestSupport
import Testing

@testable import InvoiceServer

/// What `check --production` says of settings and of the database.
struct ProductionProbeTests {
    private func facts(
        _ variables: [String: String] = [:], isEncrypted: Bool = false, rights: [String] = [], seconds: Int = 0
    ) -> ServerFacts {
        let good = [
            "innodb_flush_log_at_trx_commit": "1", "innodb_doublewrite": "ON", "log_bin": "ON", "sync_binlog": "1",
            "innodb_buffer_pool_size": "\(1 << 30)", "wsrep_on": "OFF",
        ]
        return ServerFacts(
            version: "10.11", seconds: seconds, isEncrypted: isEncrypted, globalRights: rights,
            variables: good.merging(variables) { $1 })
    }

    private func isFine(_ finding: Probe.Finding) -> Bool {
        if case .fine = finding { true } else { false }
    }

    private func isMissing(_ finding: Probe.Finding) -> Bool {
        if case .missing = finding { true } else { false }
    }

    @Test func `an address without https, or none, is not ready for clients`() throws {
        var configuration = try Configuration.empty()
        guard case .doubtful = Probe.publicAddress(configuration) else { return #expect(Bool(false)) }
        configuration.publicURL = "http://invoices.example.com"
        #expect(isMissing(Probe.publicAddress(configuration)))
    }

    @Test func `what opens documents or letters to strangers is missing`() throws {
        var configuration = try Configuration.empty()
        #expect(isFine(Probe.confinementRequired(configuration)))
        configuration.requiresConfinement = false
        #expect(isMissing(Probe.confinementRequired(configuration)))
        configuration.mail = Mail(host: "mail.example.com", port: 25, security: .none, sender: "a@example.com")
        #expect(isMissing(Probe.mail(configuration)))
        configuration.mail = Mail(host: "mail.example.com", port: 25, security: .starttls, sender: "a@example.com")
        #expect(isFine(Probe.mail(configuration)))
    }

    @Test func `a database that may lose what was acknowledged is named with the variable`() throws {
        let configuration = try Configuration.empty()
        #expect(isFine(Probe.writing(facts(), configuration)))
        guard case .doubtful(let text) = Probe.writing(facts(["sync_binlog": "0"]), configuration) else {
            return #expect(Bool(false))
        }
        #expect(text.contains("sync_binlog = 1") && !text.contains("doublewrite"))
        #expect(isFine(Probe.writing(facts(["sync_binlog": "0", "log_bin": "OFF"]), configuration)))
        #expect(!isFine(Probe.memory(facts(["innodb_buffer_pool_size": "134217728"]), configuration)))
        #expect(!isFine(Probe.clock(facts(seconds: 1_000_000_000), configuration)))
    }

    @Test func `a database beyond this machine needs a certificate`() throws {
        var configuration = try Configuration.empty()
        configuration.database.host = "127.0.0.1"
        #expect(isFine(Probe.encryption(facts(), configuration)))
        configuration.database.furtherServers = [ServerAddress(host: "db2", port: 3306)]
        #expect(isMissing(Probe.encryption(facts(isEncrypted: true), configuration)))
        configuration.database.certificateAuthority = "/etc/ssl/ca.pem"
        #expect(isFine(Probe.encryption(facts(isEncrypted: true), configuration)))
    }

    @Test func `nodes of a cluster must wait for each other's writes`() throws {
        let configuration = try Configuration.empty()
        #expect(!isFine(Probe.cluster(facts(["wsrep_on": "ON", "wsrep_sync_wait": "0"]), configuration)))
        #expect(isFine(Probe.cluster(facts(["wsrep_on": "ON", "wsrep_sync_wait": "3"]), configuration)))
    }

    @Test func `a real server tells its facts, and whose rights reach too far`() throws {
        let fixture = try StoreFixture()
        let root = try ServerFacts(fixture.stores.database)
        #expect(root.number("innodb_flush_log_at_trx_commit") == 1 && root.seconds > 1_700_000_000)
        #expect(root.globalRights.contains("ALL PRIVILEGES"))
        #expect(try !isFine(Probe.rights(root, Configuration.empty())))
        #expect(try ServerFacts.unreadableSecrets(in: fixture.stores.database, nil) == 0)
    }
}

extension Configuration {
    /// Without any setting.
    fileprivate static func empty() throws -> Configuration {
        try Configuration(SettingSource(flags: [:], environment: [:]))
    }
}
