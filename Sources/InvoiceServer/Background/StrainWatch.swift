import Invoices
import Logging
import Queueing
import Storage
import Synchronization

/// Tells the operator when something keeps the database from cleaning up.
final class StrainWatch: Sendable {
    private let store: StrainStore
    private let log: Logger
    private let alarm = Mutex(StrainAlarm())
    private let rounds = Rounds()

    init(store: StrainStore, log: Logger) {
        self.store = store
        self.log = log
    }

    func start() throws {
        try rounds.start("strain watch") { [self] in
            do {
                say(try store.read())
            } catch {
                log.debug("strain not read", metadata: ["error": "\(error)"])
            }
            return .seconds(15)
        }
    }

    func stop() { rounds.stop() }

    private func say(_ strain: DatabaseStrain) {
        let metadata: Logger.Metadata = [
            "history": "\(strain.history)",
            "oldestTransactionSeconds": "\(strain.oldestTransaction.map { "\($0.components.seconds)" } ?? "unknown")",
        ]
        switch alarm.withLock({ $0.word(on: strain, at: .now) }) {
        case .strained: log.warning("a transaction keeps the database from cleaning up", metadata: metadata)
        case .relieved: log.notice("the database cleans up again", metadata: metadata)
        case nil: break
        }
    }
}
