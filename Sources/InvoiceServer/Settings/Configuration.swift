import Foundation
import Invoices
import Logging
import MariaDB
import Outgoing
import Secrets
import Storage

/// All settings as one checked value.
struct Configuration: Sendable {
    /// The path of the file of settings, whether it exists or not.
    var file = ""
    var listen = ""
    var threads = 8
    var publicURL: String?
    var database = ConnectionSettings(user: "")
    var databaseConnections = 16
    var workFolder = ""
    var reader = ""
    /// True if no document is opened unless readers can be confined.
    var requiresConfinement = true
    var readers = 1
    var allowedHosts: Set<String> = []
    var maximumDocumentBytes = 0
    var maximumTimeout: Duration = .seconds(3600)
    var extractionSeconds = 60
    var queue = QueueSettings()
    var backlogLimit = 10_000
    var minimumFreeBytes = 0
    var currency = ""
    /// Encrypts webhooks' secrets; nil: there are no webhooks.
    var sealer: Sealer?
    /// Nil: no mails are sent.
    var mail: Mail?
    /// Nil: everything is kept.
    var retention: Duration?
    /// Where the metrics are written to; nil for nowhere.
    var metricsFile: String?
    var shutdown: Duration = .seconds(25)
    var logLevel = Logger.Level.info

    /// The settings from flags, environment and file. Throws all faults together.
    static func current() throws -> Configuration {
        try Configuration(currentSource)
    }

    private static var currentSource: SettingSource {
        SettingSource(flags: CommandLineSettings.values, environment: ProcessInfo.processInfo.environment)
    }

    /// The number of readers, for a command that reads without a server; it ignores faults of other settings.
    static func readers(_ source: SettingSource) throws -> Int {
        var check = SettingCheck(source)
        let others = check.faults.count
        let readers = readers(&check)
        guard check.faults.count == others else { throw ConfigurationError(faults: Array(check.faults[others...])) }
        return readers
    }

    static func currentReaders() throws -> Int { try readers(currentSource) }

    private static func readers(_ check: inout SettingCheck) -> Int {
        let readers = check.number("readers", 0...256)
        return readers == 0 ? ProcessInfo.processInfo.activeProcessorCount : readers
    }

    init(_ source: SettingSource) throws {
        var check = SettingCheck(source)
        file = check.text("config")
        listen = check.text("listen")
        threads = check.number("threads", 1...256)
        publicURL = check.optionalText("public-url")
        database = check.database()
        databaseConnections = check.number("database-connections", 2...1000)
        workFolder = check.text("work-folder")
        reader = check.optionalText("reader") ?? Self.neighbour("ocr-invoice-reader")
        requiresConfinement = check.choice("require-confinement")
        readers = Self.readers(&check)
        allowedHosts = check.hosts("allow-hosts")
        // No reader opens a larger one (ReaderLimits).
        maximumDocumentBytes = check.number("maximum-document-mib", 1...32) << 20
        maximumTimeout = .seconds(60 * check.number("maximum-timeout-minutes", 1...1440))
        extractionSeconds = check.number("extraction-seconds", 1...3600)
        queue = QueueSettings(
            maximumRunning: check.number("maximum-running", 0...100_000), longestTimeout: maximumTimeout,
            pricePerPage: check.amount("price-per-page"))
        backlogLimit = check.number("backlog-limit", 1...10_000_000)
        minimumFreeBytes = check.number("minimum-free-mib", 0...1_000_000) << 20
        currency = check.text("currency")
        let days = check.number("retention-days", 0...36_500)
        retention = days > 0 ? .seconds(days * 86_400) : nil
        shutdown = .seconds(check.number("shutdown-seconds", 0...600))
        metricsFile = check.optionalText("metrics-file")
        logLevel = check.level("log-level")
        sealer = check.sealer("secret-key")
        mail = check.mail()
        guard check.faults.isEmpty else { throw ConfigurationError(faults: check.faults) }
    }

    /// The program of that name in this program's folder.
    private static func neighbour(_ name: String) -> String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: own).deletingLastPathComponent().appending(path: name).path
    }
}
