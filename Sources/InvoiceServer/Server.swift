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
    /// Nil in a process that does not read.
    let reading: ReadingService<MariaDBJobQueue>?
    let log: Logger
    private let configuration: Configuration
    private let leaseDatabase: Database
    private let readers: ReaderPool?
    private let folder: WorkFolder
    private let front: Front?
    private let notifier: Notifier
    private let housekeeping: Housekeeping
    private let strainWatch: StrainWatch
    private let regionDesk: RegionDesk?

    /// `listens` is false for a process that only works, `reads` for one that only answers.
    init(_ configuration: Configuration, listens: Bool, reads: Bool) throws {
        let log = Logger.lines(configuration.logLevel)
        let database = Database(configuration.database, connections: configuration.databaseConnections)
        // Beats, reaping and notices never wait behind the work for a connection.
        let leaseDatabase = Database(configuration.database, connections: 4, patience: .seconds(5))
        let stores = Stores(database: database, backlogLimit: configuration.backlogLimit)
        let readers = reads ? ReaderPool(executable: configuration.reader, count: configuration.readers) : nil
        let folder = try WorkFolder(in: configuration.workFolder)
        let settings = configuration.queue
        let words = HunspellWords()
        let room = Room(configuration, database: database)
        reading = readers.map { readers in
            ReadingService(
                queue: MariaDBJobQueue(database: database, settings: settings),
                leaseQueue: MariaDBJobQueue(database: leaseDatabase, settings: settings),
                pipeline: Self.pipeline(configuration, readers, stores, folder, words, log),
                width: configuration.readers + 1, maximumTimeout: configuration.maximumTimeout, log: log,
                // A database whose disk is quite full may give up itself: results need room as uploads do.
                obstacle: { room.problem })
        }
        notifier = Notifier(
            store: NotificationStore(database: leaseDatabase, sealer: configuration.sealer),
            post: Post(policy: AddressPolicy(vouched: configuration.allowedHosts)), mail: configuration.mail, log: log)
        self.configuration = configuration
        self.log = log
        self.stores = stores
        self.leaseDatabase = leaseDatabase
        self.readers = readers
        self.folder = folder
        housekeeping = Housekeeping(stores: stores, retention: configuration.retention, log: log)
        strainWatch = StrainWatch(store: StrainStore(database: leaseDatabase), log: log)
        let requests = RegionRequestStore(database: leaseDatabase)
        let regions = readers.map { RegionReader(readers: $0, folder: folder) }
        regionDesk = regions.map { RegionDesk(requests: requests, reader: $0, log: log) }
        let remote = RemoteRegionReader(requests: RegionRequestStore(database: database))
        front =
            listens
            ? try Front(
                configuration, stores: stores, room: room, reading: reading,
                readRegion: regions.map { $0.read } ?? remote.read, words: words, log: log) : nil
    }

    func start() {
        if reading != nil { warnOfMissingConfinement() }
        reading?.start()
        regionDesk?.start()
        notifier.start()
        front?.start()
        housekeeping.start()
        strainWatch.start()
        // Last: loading an engine to ask it takes a moment.
        if reading != nil { warnOfTesseractsNetwork() }
    }

    private func warnOfTesseractsNetwork() {
        if case .doubtful(let text) = Probe.network(configuration) {
            log.warning("recognition is slower than it could be", metadata: ["network": "\(text)"])
        }
    }

    /// Once, at the start; `check` and `/health/ready` show it for ever.
    private func warnOfMissingConfinement() {
        if case .doubtful(let text) = Probe.confinement(configuration) {
            log.warning("readers are less confined than they could be", metadata: ["missing": "\(text)"])
        }
    }

    /// Requests end, running jobs may go on for a while, the rest is given back.
    func stop() {
        front?.stop()
        strainWatch.stop()
        housekeeping.stop()
        regionDesk?.stop()
        reading?.stop(within: configuration.shutdown)
        notifier.stop()
        readers?.stop()
        folder.remove()
        leaseDatabase.close()
        stores.database.close()
    }

    /// Gives running jobs back at once, for an operator in a hurry.
    func hurry() { reading?.crew.endAll(.shutdown) }

    private static func pipeline(
        _ configuration: Configuration, _ readers: ReaderPool, _ stores: Stores, _ folder: WorkFolder,
        _ words: HunspellWords, _ log: Logger
    ) -> Pipeline {
        let policy = AddressPolicy(vouched: configuration.allowedHosts)
        let download = Download(policy: policy, maximumBytes: configuration.maximumDocumentBytes)
        let documents = stores.documents
        let fetch = Fetch(download: download, kept: keptBytes(stores.fetched, log)) { id, account, sink in
            try documents.read(id, of: account, into: sink)
        }
        return Pipeline(
            fetch: fetch, readers: readers, pages: PageQueue(width: configuration.readers),
            folder: folder, words: words)
    }

    private static func keptBytes(_ fetched: FetchedStore, _ log: Logger) -> KeptBytes {
        KeptBytes(
            read: { url, order, sink in
                do {
                    return try fetched.read(url, of: order.job, into: sink)
                } catch let error as StorageError {
                    log.notice("fetched bytes cannot be had", metadata: ["job": "\(order.job)", "error": "\(error)"])
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
                    log.notice("fetched bytes not kept", metadata: ["job": "\(order.job)", "error": "\(error)"])
                }
            })
    }
}
