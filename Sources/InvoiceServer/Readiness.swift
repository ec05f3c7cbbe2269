import API
import Foundation
import Storage

/// Whether each part of this process works, for `/health/ready`.
struct Readiness: Sendable {
    /// Less is too little for the work files of a few documents.
    private static let wantedBytes = 1 << 30

    private let configuration: Configuration
    private let stores: Stores
    private let reading: ReadingService<MariaDBJobQueue>?

    init(_ configuration: Configuration, stores: Stores, reading: ReadingService<MariaDBJobQueue>?) {
        self.configuration = configuration
        self.stores = stores
        self.reading = reading
    }

    func parts() -> [Services.Readiness] {
        var parts = [Services.Readiness(part: "database", problem: database)]
        guard reading != nil else { return parts }
        parts.append(Services.Readiness(part: "workers", problem: workers))
        for probe in Probe.all where ["reader", "languages"].contains(probe.name) {
            parts.append(Services.Readiness(part: probe.name, problem: problem(probe.run(configuration))))
        }
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

    private func problem(_ finding: Probe.Finding) -> String? {
        if case .missing(let text) = finding { text } else { nil }
    }
}
