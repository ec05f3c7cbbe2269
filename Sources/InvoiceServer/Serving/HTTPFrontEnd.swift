import API
import CSystem
import FastCGI
import Foundation
import Invoices
import Languages
import Logging
import Outgoing
import Storage

/// The half of the server that serves requests: the FastCGI socket and the API behind it.
final class HTTPFrontEnd: Sendable {
    /// Readers' work while a client waits, in this process or another one.
    struct ReaderWork: Sendable {
        let readRegion: @Sendable (Services.RegionRequest, _ isWanted: () -> Bool) throws -> Services.RegionText
        let tryTemplate: @Sendable (Services.TemplateTrial, _ isWanted: () -> Bool) throws -> Extraction
        let makePDF: @Sendable (Services.PDFOrder, _ isWanted: () -> Bool) throws -> DocumentPDF
    }

    private let listener: Listener
    private let log: Logger

    /// After this returns the socket exists; connections wait in it until `start`.
    init(
        _ configuration: Configuration, stores: Stores, room: DiskSpace, reading: ReadingService<MariaDBJobQueue>?,
        readiness: Readiness, metrics: Metrics, requests: RequestMetrics, work: ReaderWork, log: Logger
    ) throws {
        self.log = log
        var services = Self.services(configuration, stores, room, reading, work, log)
        services.readiness = { readiness.parts() }
        services.metrics = { metrics.text() }
        let responder = Responder(
            api: API(services), log: log, publicURL: configuration.publicURL, metrics: requests)
        var limits = Listener.Limits()
        limits.threads = configuration.threads
        let endpoint = try Self.endpoint(configuration.listen)
        listener = try Listener(
            endpoint, limits: limits, report: { log.warning("connection trouble", metadata: ["detail": "\($0)"]) },
            handler: { responder.respond(to: $0) })
        log.info("listening", metadata: ["at": "\(endpoint)"])
    }

    func start() throws {
        // A list's response takes 0.1 MB; each thread keeps memory for a few of them.
        csystem_keep_freed_memory(1 << 20, 4 << 20)
        try listener.start()
    }

    func stop() {
        if !listener.stop(within: .seconds(10)) { log.warning("requests were still running at the stop") }
    }

    /// A socket inherited from the parent process has priority over the settings.
    private static func endpoint(_ listen: String) throws -> Endpoint {
        let environment = ProcessInfo.processInfo.environment
        if let inherited = Endpoint.inherited(environment: environment, processID: getpid()) { return inherited }
        if listen.hasPrefix("unix:") { return .unix(path: String(listen.dropFirst("unix:".count))) }
        if listen.hasPrefix("127.0.0.1:"), let port = UInt16(listen.dropFirst("127.0.0.1:".count)) {
            return .loopback(port: port)
        }
        throw ConfigurationError(faults: ["listen: “\(listen)” must be unix:PATH, 127.0.0.1:PORT or inherited"])
    }

    /// The closures that connect the API with the queue, so that neither depends on the other.
    private static func services(
        _ configuration: Configuration, _ stores: Stores, _ room: DiskSpace,
        _ reading: ReadingService<MariaDBJobQueue>?,
        _ work: ReaderWork, _ log: Logger
    ) -> Services {
        var services = Services(stores: stores, log: log) {
            Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        }
        services.webhooks = configuration.sealer.map { WebhookStore(database: stores.database, sealer: $0) }
        services.publicURL = configuration.publicURL
        services.currency = configuration.currency
        services.uploadLimit = configuration.maximumDocumentBytes
        if let reading {
            services.wakeQueue = { reading.runningJobs.wake() }
            services.cancelRequested = { reading.runningJobs.job($0)?.end(.cancelled) }
        }
        services.readRegion = work.readRegion
        services.tryTemplate = work.tryTemplate
        services.makePDF = work.makePDF
        services.threads = configuration.threads
        let policy = AddressPolicy(vouched: configuration.allowedHosts)
        services.addressFault = { url in
            switch policy.objection(to: url) {
            case nil: nil
            case .badURL(let what): .unreadable(what)
            default: .forbidden
            }
        }
        // Where others read, their languages are not known here.
        if reading != nil { services.languages = { Languages.names.union(Tessdata.languages) } }
        services.hasRoom = { room.problem == nil }
        return services
    }
}
