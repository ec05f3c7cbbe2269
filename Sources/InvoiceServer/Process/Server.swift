import Foundation
import Invoices
import Logging
import MariaDB
import Outgoing
import Processing
import Queueing
import Storage

/// The parts of one process, started in order and stopped in reverse.
final class Server: Sendable {
    let stores: Stores
    /// Nil in a process without readers.
    let reading: ReadingService<MariaDBJobQueue>?
    let log: Logger
    private let configuration: Configuration
    private let leaseDatabase: Database
    private let readers: ReaderPool?
    /// The readers for templates that clients try.
    private let trialReaders: ReaderPool?
    private let pages: PageQueue?
    private let gate: ConfinementGate?
    private let folder: WorkFolder
    private let front: HTTPFrontEnd?
    private let metricsFile: MetricsFile?
    private let notifier: Notifier
    private let housekeeping: Housekeeping
    private let strainWatch: PurgeLagMonitor
    private let readerRequests: ReaderRequestWorker?
    private let learning: MemoryLearningService?

    /// `listens` is false for a process that only reads documents, `reads` for one that only serves requests.
    init(_ configuration: Configuration, listens: Bool, reads: Bool) throws {
        let log = Logger.lines(configuration.logLevel)
        // All connections of the process lead to one server.
        let servers = ServerList(configuration.database)
        let database = Database(servers, connections: configuration.databaseConnections)
        try Self.refuseUnsupported(database)
        // Separate connections, so that heartbeats, rescues and notifications never wait behind the work.
        let leaseDatabase = Database(servers, connections: 4, patience: .seconds(5))
        let stores = Stores(database: database, backlogLimit: configuration.backlogLimit)
        let readers = reads ? ReaderPool(executable: configuration.reader, count: configuration.readers) : nil
        let folder = try WorkFolder(in: configuration.workFolder)
        // Fontconfig's cache, for readers whose home cannot be written. Set before there are threads.
        setenv("XDG_CACHE_HOME", configuration.workFolder + "/cache", 0)
        let settings = configuration.queue
        let room = DiskSpace(configuration, folder: folder, database: database)
        let gate = reads ? ConfinementGate(configuration) : nil
        let pages = PageQueue(width: configuration.readers)
        reading = readers.map { readers in
            ReadingService(
                queue: MariaDBJobQueue(database: database, settings: settings),
                leaseQueue: MariaDBJobQueue(database: leaseDatabase, settings: settings),
                pipeline: Self.pipeline(configuration, readers, pages, stores, folder, log),
                width: configuration.jobs, maximumTimeout: configuration.maximumTimeout, log: log,
                // Results need disk space, too, and a database on a full disk may stop by itself.
                obstacle: { gate?.objection ?? room.problem })
        }
        notifier = Notifier(
            store: NotificationStore(database: leaseDatabase, sealer: configuration.sealer),
            post: Post(policy: AddressPolicy(vouched: configuration.allowedHosts)), mail: configuration.mail,
            publicURL: configuration.publicURL, log: log)
        self.configuration = configuration
        self.log = log
        self.stores = stores
        self.leaseDatabase = leaseDatabase
        self.readers = readers
        self.folder = folder
        self.gate = gate
        self.pages = reads ? pages : nil
        housekeeping = Housekeeping(stores: stores, retention: configuration.retention, log: log)
        strainWatch = PurgeLagMonitor(store: PurgeLagStore(database: leaseDatabase), log: log)
        trialReaders = reads ? ReaderPool(executable: configuration.reader, count: Self.trials) : nil
        learning = trialReaders.map { MemoryLearningService(store: stores.memory, readers: $0, log: log) }
        let regions = readers.map { RegionReader(readers: $0, folder: folder, gate: gate, log: log) }
        let pdfs = trialReaders.map { PDFMaker(readers: $0, folder: folder, gate: gate, stores: stores, log: log) }
        let work = Self.readerWork(regions, trialReaders, pdfs, stores)
        readerRequests =
            reads
            ? ReaderRequestWorker(requests: ReaderRequestStore(database: leaseDatabase), work: work, log: log) : nil
        var process = ProcessMetrics()
        process.reading = reading
        process.deliveries = notifier.counters
        process.databases = [(pool: "work", database: database), (pool: "lease", database: leaseDatabase)]
        let requests = listens ? RequestMetrics() : nil
        process.requests = requests
        let metrics = Metrics(stores: stores, process: process)
        metricsFile = configuration.metricsFile.map { MetricsFile($0, metrics, log: log) }
        let reading = reading
        front = try requests.map { requests in
            try HTTPFrontEnd(
                configuration, stores: stores, room: room, reading: reading,
                readiness: Readiness(configuration, servers: servers, room: room, reading: reading, gate: gate),
                metrics: metrics, requests: requests, work: work, log: log)
        }
    }

    /// How many templates are tried at a time.
    static let trials = 2

    /// Throws if the database is of an unsupported version. A database that is away may come back later.
    private static func refuseUnsupported(_ database: Database) throws {
        do { try database.read { _ in } } catch let error as DatabaseError where !error.isUnsupported { return }
    }

    private func warnOfTesseractsNetwork() {
        if case .doubtful(let text) = Probe.network(configuration) {
            log.warning("recognition is slower than it could be", metadata: ["network": "\(text)"])
        }
    }

    private func tellOfLineRecognition() {
        if case .doubtful(let text) = Probe.lineRecognition(configuration) {
            log.notice("recognition is less exact than it could be", metadata: ["line recognition": "\(text)"])
        }
    }

    /// Throws if the machine does not have enough threads.
    func start() throws {
        OwnProtection.denyWritableCode()
        tellOfMissingConfinement()
        try pages?.start()
        try reading?.start()
        try readerRequests?.start()
        try learning?.start()
        try notifier.start()
        try front?.start()
        try housekeeping.start()
        try strainWatch.start()
        try metricsFile?.start()
        // Last, because they load engines, which takes a moment.
        if reading != nil {
            warnOfTesseractsNetwork()
            tellOfLineRecognition()
        }
    }

    /// How long running jobs may continue once the server stops.
    var stopTime: Duration { configuration.shutdown }

    /// Logs it once, at the start; `check` and `/health/ready` always show it.
    private func tellOfMissingConfinement() {
        switch gate?.finding {
        case .doubtful(let text):
            log.warning("readers are less confined than they could be", metadata: ["missing": "\(text)"])
        case .missing(let text): log.error("no document is opened", metadata: ["missing": "\(text)"])
        case .fine, nil: break
        }
    }

    /// Ends requests, lets running jobs continue for a while, and returns the rest to the queue.
    func stop() {
        front?.stop()
        metricsFile?.stop()
        strainWatch.stop()
        housekeeping.stop()
        learning?.stop()
        readerRequests?.stop()
        reading?.stop(within: configuration.shutdown)
        notifier.stop()
        readers?.stop()
        trialReaders?.stop()
        folder.remove()
        leaseDatabase.close()
        stores.database.close()
    }

    /// Returns running jobs to the queue at once.
    func hurry() { reading?.runningJobs.endAll(.shutdown) }

    /// Uses the readers of this process, or another process's if it has none.
    private static func readerWork(
        _ regions: RegionReader?, _ trialReaders: ReaderPool?, _ pdfs: PDFMaker?, _ stores: Stores
    ) -> HTTPFrontEnd.ReaderWork {
        guard let regions, let trialReaders, let pdfs else {
            let remote = RemoteReader(requests: ReaderRequestStore(database: stores.database))
            return HTTPFrontEnd.ReaderWork(
                readRegion: remote.read, tryTemplate: remote.tryTemplate, makePDF: remote.makePDF)
        }
        return HTTPFrontEnd.ReaderWork(
            readRegion: regions.read,
            tryTemplate: TemplateTrialReader(readers: trialReaders, pages: stores.pages).run, makePDF: pdfs.make)
    }

    private static func pipeline(
        _ configuration: Configuration, _ readers: ReaderPool, _ pages: PageQueue, _ stores: Stores,
        _ folder: WorkFolder, _ log: Logger
    ) -> Pipeline {
        let policy = AddressPolicy(vouched: configuration.allowedHosts)
        let download = Download(policy: policy, maximumBytes: configuration.maximumDocumentBytes)
        let documents = stores.documents
        let fetch = Fetch(download: download, kept: keptBytes(stores.downloads, log)) { id, account, sink in
            do { return try documents.read(id, of: account, into: sink) } catch StorageError.unavailable {
                throw JobFailure.machine("the database is away")
            }
        }
        return Pipeline(
            fetch: fetch, readers: readers, pages: pages, folder: folder,
            extractionSeconds: configuration.extractionSeconds, recall: recall(stores.memory, log))
    }

    /// A memory that cannot be read leaves the document as it is read without.
    private static func recall(_ memory: MemoryStore, _ log: Logger) -> Pipeline.Recall {
        { extraction, order in
            do {
                return try memory.recall(extraction, of: order.account)
            } catch {
                log.notice("memory not read", metadata: ["job": "\(order.job)", "error": "\(error)"])
                return nil
            }
        }
    }

    private static func keptBytes(_ fetched: DownloadStore, _ log: Logger) -> DownloadCache {
        DownloadCache(
            read: { url, order, sink in
                do {
                    return try fetched.read(url, of: order.job, into: sink)
                } catch let error as StorageError {
                    log.notice("download cache not read", metadata: ["job": "\(order.job)", "error": "\(error)"])
                    return false
                }
            },
            keep: { url, order, path in
                do {
                    let file = try FileHandle(forReadingFrom: URL(filePath: path))
                    try fetched.keep(url, of: order.job, epoch: order.epoch) {
                        try file.read(upToCount: DocumentStore.chunkSize).map(Array.init)
                    }
                } catch {
                    log.notice("download cache not written", metadata: ["job": "\(order.job)", "error": "\(error)"])
                }
            })
    }
}
