import Foundation
import TestSupport
import Testing

/// What a PDF's catalogue says of an embedded e-invoice, read by qpdf's command.
struct EmbeddedMarks {
    let metadata: String
    let associated: Int
    let relationship: String?
    let hasOutputIntent: Bool

    init(_ bytes: [UInt8]) throws {
        let pdf = try PrintedPDF(bytes)
        let text = try pdf.output("qpdf", ["--json=2", "--json-stream-data=inline", "--decode-level=generalized"])
        let json = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let parts = try #require(json["qpdf"] as? [Any])
        let objects = try #require(parts.last as? [String: Any])
        func object(_ reference: Any?) -> [String: Any]? {
            guard let reference = reference as? String else { return reference as? [String: Any] }
            let found = objects["obj:\(reference)"] as? [String: Any]
            return found?["value"] as? [String: Any] ?? found?["stream"] as? [String: Any]
        }
        let trailer = (objects["trailer"] as? [String: Any])?["value"] as? [String: Any]
        let root = try #require(object(trailer?["/Root"]))
        let stream = object(root["/Metadata"])?["data"] as? String
        metadata = stream.flatMap { Data(base64Encoded: $0) }.map { String(decoding: $0, as: UTF8.self) } ?? ""
        let files = root["/AF"] as? [Any] ?? []
        associated = files.count
        relationship = files.first.flatMap(object)?["/AFRelationship"] as? String
        let intents = root["/OutputIntents"] as? [Any] ?? []
        hasOutputIntent = intents.first.flatMap(object)?["/DestOutputProfile"] != nil
    }
}
