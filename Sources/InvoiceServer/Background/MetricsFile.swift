import Foundation
import Logging
import Queueing

/// Writes the metrics to a file, for a process that serves no requests: node_exporter's textfile collector, or any
/// other that reads files, takes them from there.
final class MetricsFile: Sendable {
    private let path: String
    private let metrics: Metrics
    private let log: Logger
    private let periodicThread = PeriodicThread()

    init(_ path: String, _ metrics: Metrics, log: Logger) {
        self.path = path
        self.metrics = metrics
        self.log = log
    }

    /// Throws if the machine does not have enough threads.
    func start() throws {
        try periodicThread.start("metrics file") { [self] in
            write()
            return .seconds(15)
        }
    }

    /// Removes the file, since figures of a process that has ended would look like a process that is stuck.
    func stop() {
        periodicThread.stop()
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Replaces the file as a whole, so that no reader sees half of it.
    private func write() {
        do {
            try metrics.text().write(toFile: path, atomically: true, encoding: .utf8)
            // A file that is replaced is private, and a collector is another user.
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        } catch {
            log.warning("metrics not written", metadata: ["file": "\(path)", "error": "\(error)"])
        }
    }
}
