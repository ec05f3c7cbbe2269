import JSON
import Storage

/// One entry of a job's history.
enum HistoryJSON {
    static func write(_ entry: HistoryEntry, into json: inout JSONWriter) {
        json.member("at", entry.at)
        json.member("action", entry.action.rawValue)
        json.member("by") { json in
            json.member("kind", entry.author?.kind.rawValue ?? "server")
            json.member("id", entry.author?.id)
            json.member("name", entry.author?.name)
        }
        json.member("details", raw: entry.details)
    }
}
