import JSON
import Storage

/// One entry of a job's history.
enum HistoryJSON {
    static func write(_ entry: HistoryEntry, into json: inout JSONWriter) {
        json.member("at", entry.at)
        json.member("action", entry.action.rawValue)
        json.member("by") { json in
            json.member("kind", entry.key == nil ? "server" : "key")
            json.member("id", entry.key?.id)
            json.member("name", entry.key?.name)
        }
        json.member("details", raw: entry.details)
    }
}
