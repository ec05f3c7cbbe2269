import API
import Foundation
import Storage
import Synchronization

/// Whether each part of this process works, for `/health/ready`.
final class Readiness: Sendable {
    /// Less is too little for the work files of a few documents.
    private static let wantedBytes = 1 << 30

    private let configuration: Configuration
    private let stores: Stores
    private let reading: ReadingService<MariaDBJobQueue>?
    private let remembered = Mutex<(at: ContinuousClock.Instant, parts: [Services.Readiness])?>(nil)

    init(_ configuration: Configuration, stores: Stores, reading: ReadingService<MariaDBJobQueue>?) {
        self.configuration = configuration
        self.stores = stores
        self.reading = reading
    }

    func parts() -> [Services.Readiness] {
        var parts = [Services.Readiness(part: "database", problem: database)]
        guard reading != nil else { return parts }
        parts.append(Services.Readiness(part: "workers", problem: workers))
        parts += machine()
        parts.append(Services.Readiness(part: "disk", problem: disk))
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

    private var disk: String? {
        let facts = try? FileManager.default.attributesOfFileSystem(forPath: configuration.workFolder)
        let free = (facts?[.systemFreeSize] as? NSNumber)?.intValue ?? 0
        return free < Self.wantedBytes ? "The work folder has less than 1 GiB free." : nil
    }

    /// Asked at most once a minute: everybody may ask, and each answer starts programs.
    private func machine() -> [Services.Readiness] {
        remembered.withLock { remembered in
            if let remembered, ContinuousClock.now - remembered.at < .seconds(60) { return remembered.parts }
            let parts = Probe.all.filter { ["reader", "languages", "confinement"].contains($0.name) }
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
