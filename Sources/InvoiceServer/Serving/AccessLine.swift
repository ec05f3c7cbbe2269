import API
import Invoices
import JSON

/// The log line of an answered request, in the format of every other event.
///
/// There are thousands a second, and a sorted dictionary of metadata would take several times as long.
struct AccessLine {
    private let request: Request
    private let response: Response
    private let duration: Duration

    init(_ request: Request, _ response: Response, took duration: Duration) {
        self.request = request
        self.response = response
        self.duration = duration
    }

    /// The members in the same order as every event's.
    var bytes: [UInt8] {
        var line = JSONWriter.write(capacity: 768) { json in
            json.object { json in
                json.name("time")
                json.plain(Timestamp.textLength) { JSONLineLog.now.write(to: $0) }
                json.member("level", "info")
                json.member("message", "request answered")
                json.member("bytes", response.length.map(String.init) ?? "streamed")
                json.member("method", Self.cut(request.method, to: 16))
                json.member("milliseconds", String(milliseconds))
                json.member("path", Self.cut(request.path, to: 200))
                json.member("request", request.id)
                json.member("status", String(response.status))
                if let trace = request.traceID { json.member("trace", trace) }
            }
        }
        line.append(0x0A)
        return line
    }

    func write() { JSONLineLog.write(bytes) }

    private var milliseconds: Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }

    /// Nearly all texts are shorter and are not copied.
    private static func cut(_ text: String, to count: Int) -> String {
        text.utf8.count <= count ? text : JSONLineLog.cut(String(text.prefix(count)))
    }
}
