import API
import Foundation
import MariaDB
import Storage
import Synchronization

/// Whether each part of this process works, for `/health/ready`.
final class Readiness: Sendable {
    private let configuration: Configuration
    private let stores: Stores
    private let reading: ReadingService<MariaDBJobQueue>?
    private let room: Room
    private let gate: ConfinementGate?
    private let remembered = Mutex<(at: ContinuousClock.Instant, parts: [Services.Readiness])?>(nil)

    /// `gate` is nil in a process that does not read.
    init(
        _ configuration: Configuration, room: Room, reading: ReadingService<MariaDBJobQueue>?, gate: ConfinementGate?
    ) {
        self.gate = gate
        self.configuration = configuration
        // Whoever asks wants to know soon, also when the way to the database swallows everything.
        var hurried = configuration.database
        hurried.readTimeout = .seconds(2)
        hurried.connectTimeout = .seconds(2)
        stores = Stores(database: Database(hurried, connections: 2, patience: .seconds(2)))
        self.room = room
        self.reading = reading
    }

    func parts() -> [Services.Readiness] {
        var parts = [Services.Readiness(part: "database", problem: database)]
        // The database's folder cannot be asked for while it is away.
        if parts.allSatisfy({ $0.problem == nil }) {
            parts.append(Services.Readiness(part: "disk", problem: room.shortage))
        }
        parts.append(Services.Readiness(part: "work-folder", problem: room.folderProblem))
        guard reading != nil else { return parts }
        parts.append(Services.Readiness(part: "workers", problem: workers))
        parts += machine()
        if let gate { parts.append(part("confinement", gate.finding)) }
        return parts
    }

    private var database: String? {
        do {
            try stores.checkReady()
            return nil
        } catch {
            return "The database does not answer, or its schema is not up to date."
        }
    }

    private var workers: String? {
        reading?.isReady == true ? nil : "This process has no lease: it claims no jobs until the database answers."
    }

    /// Asked at most once a minute: everybody may ask, and each answer starts programs.
    private func machine() -> [Services.Readiness] {
        remembered.withLock { remembered in
            if let remembered, ContinuousClock.now - remembered.at < .seconds(60) { return remembered.parts }
            let parts = Probe.all.filter { ["reader", "languages"].contains($0.name) }
                .map { part($0.name, $0.run(configuration)) }
            remembered = (ContinuousClock.now, parts)
            return parts
        }
    }

    private func part(_ name: String, _ finding: Probe.Finding) -> Services.Readiness {
        switch finding {
        case .fine: Services.Readiness(part: name, problem: nil)
        case .doubtful(let text): Services.Readiness(part: name, problem: nil, warning: text)
        case .missing(let text): Services.Readiness(part: name, problem: text)
        }
    }
}
