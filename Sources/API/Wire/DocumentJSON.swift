import JSON
import Secrets
import Storage

/// An uploaded document as the contract writes it.
enum DocumentJSON {
    static func write(_ document: DocumentRecord, into json: inout JSONWriter) {
        json.member("_id", document.id)
        json.member("url", "document:\(document.id)")
        json.member("name", document.name)
        json.member("size", document.size)
        json.member("sha256", document.sha256.hex)
        json.member("documentType", document.type.rawValue)
        json.member("createdAt", document.createdAt)
    }
}
