import Foundation
import Invoices
import JSON
import Logging

/// Writes each event as one line of JSON on standard error: a constant message, with the metadata as members.
struct JSONLineLog: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    init(level: Logger.Level) {
        logLevel = level
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { Self.write(line(for: event)) }

    /// Writes each line in one call, so that lines of several threads and processes do not mix.
    static func write(_ line: [UInt8]) {
        line.withUnsafeBytes { bytes in _ = Foundation.write(STDERR_FILENO, bytes.baseAddress, bytes.count) }
    }

    func line(for event: LogEvent) -> [UInt8] {
        let own = event.metadata ?? [:]
        let facts = metadata.isEmpty ? own : metadata.merging(own) { _, new in new }
        var line = JSONWriter.write { json in
            json.object { json in
                json.member("time", Self.now.text)
                json.member("level", event.level.rawValue)
                json.member("message", event.message.description)
                for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
                    json.name(name)
                    json.value(Self.cut(value.description))
                }
            }
        }
        // The capacity includes the line break.
        line.append(0x0A)
        return line
    }

    static var now: Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Limits texts, since a client's text must not fill the disk.
    static func cut(_ text: String) -> String {
        // Counts bytes: one character may have any number of accents.
        text.utf8.count <= 1024 ? text : String(decoding: text.utf8.prefix(1000), as: UTF8.self) + "…"
    }
}

extension Logger {
    /// The process's log with the level of its settings.
    static func lines(_ level: Logger.Level) -> Logger {
        Logger(label: "ocr-invoice") { _ in JSONLineLog(level: level) }
    }
}
