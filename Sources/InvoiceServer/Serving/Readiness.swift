import API
import Foundation
import MariaDB
import Queueing
import Storage

/// Checks each part of this process, for `/health/ready`.
final class Readiness: Sendable {
    /// Everybody may ask, and each check writes to the database, so it is cached.
    private static let freshness = Duration.seconds(5)

    private let reading: ReadingService<MariaDBJobQueue>?
    private let room: DiskSpace
    private let gate: ConfinementGate?
    private let servers: ServerList
    private let database: CachedAnswer<DatabaseFault?>
    /// The checks that start programs.
    private let machine: CachedAnswer<[Services.Readiness]>
    /// It changes only when something is installed, and asking loads the models.
    private let lineRecognition: CachedAnswer<Services.Readiness>

    /// `gate` is nil in a process without readers.
    init(
        _ configuration: Configuration, servers: ServerList, room: DiskSpace, reading: ReadingService<MariaDBJobQueue>?,
        gate: ConfinementGate?
    ) {
        self.gate = gate
        // Short timeouts, so that the response comes soon even if the network to the database drops all packets.
        let limit = Duration.seconds(2)
        let stores = Stores(database: Database(servers, connections: 2, patience: limit, timeout: limit))
        self.servers = servers
        database = CachedAnswer(for: Self.freshness) { stores.fault() }
        machine = CachedAnswer(for: .seconds(60)) { Self.machine(configuration) }
        lineRecognition = CachedAnswer(for: .seconds(3600)) {
            Self.part("line-recognition", Probe.lineRecognition(configuration))
        }
        self.room = room
        self.reading = reading
    }

    func parts() -> [Services.Readiness] {
        var parts = [Self.part(ofDatabase: database.answer, servers.hasSeveral ? servers.status : nil)]
        // While the database is away, its folder is unknown.
        if parts.allSatisfy({ $0.problem == nil }) {
            parts.append(Services.Readiness(part: "disk", problem: room.shortage))
        }
        parts.append(Services.Readiness(part: "work-folder", problem: room.folderProblem))
        guard let reading else { return parts }
        parts.append(Services.Readiness(part: "workers", problem: Self.problem(ofWorkers: reading)))
        parts.append(Services.Readiness(part: "results", problem: Self.problem(of: reading.unsaved)))
        parts += machine.answer + [lineRecognition.answer]
        if let gate { parts.append(Self.part("confinement", gate.finding)) }
        return parts
    }

    /// `status` is of a list of servers, nil if there is only one.
    static func part(ofDatabase fault: DatabaseFault?, _ status: ServerList.Status?) -> Services.Readiness {
        let refused = (status?.refused ?? []).map { "\($0.server) was refused (\($0.reason))" }
        if let fault {
            let sentences = [fault.sentence] + (refused.isEmpty ? [] : [refused.joined(separator: "; ") + "."])
            return Services.Readiness(part: "database", problem: sentences.joined(separator: " "))
        }
        let used = status.map { "\($0.used) is used" }
        return Services.Readiness(
            part: "database", problem: nil,
            warning: refused.isEmpty ? nil : "\(([used].compactMap(\.self) + refused).joined(separator: "; "))",
            detail: used)
    }

    private static func problem(ofWorkers reading: ReadingService<MariaDBJobQueue>) -> String? {
        reading.isReady ? nil : "This process has no lease. It claims no jobs until the database answers."
    }

    static func problem(of unsaved: UnsavedResults) -> String? {
        guard let age = unsaved.age, age >= UnsavedResults.patience else { return nil }
        return "A result has waited \(age.components.seconds) s to be saved. The log says why."
    }

    private static func machine(_ configuration: Configuration) -> [Services.Readiness] {
        Probe.all.filter { ["reader", "languages"].contains($0.name) }.map { part($0.name, $0.run(configuration)) }
    }

    private static func part(_ name: String, _ finding: Probe.Finding) -> Services.Readiness {
        switch finding {
        case .fine: Services.Readiness(part: name, problem: nil)
        case .doubtful(let text): Services.Readiness(part: name, problem: nil, warning: text)
        case .missing(let text): Services.Readiness(part: name, problem: text)
        }
    }
}
