import Foundation
import JSON

/// The truth of a folder of documents: what stands on each, field by field.
enum TruthFile {
    struct Document {
        let id: String
        let path: String
        let kind: String
        /// A missing member is not scored, null means that nothing stands there.
        let truth: JSONValue
        /// Fields that no page shows.
        let hidden: Set<String>
        /// Other readings that count as right.
        let alternatives: JSONValue?

        /// What is right for a field: nil when it is not scored, empty when nothing stands there.
        func values(_ field: String) -> [String]? {
            guard !hidden.contains(field) else { return nil }
            var value = truth
            for step in field.split(separator: ".") {
                guard let next = value[String(step)] else { return nil }
                value = next
            }
            guard let text = Self.text(value) else { return [] }
            return [text] + (alternatives?[field]?.array ?? []).compactMap(Self.text)
        }

        private static func text(_ value: JSONValue) -> String? { value.string ?? value.number }
    }

    static func read(_ folder: URL) throws -> [Document] {
        let text = try String(contentsOf: folder.appending(path: "truth.jsonl"), encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            let json = try JSONReader.read(Array(line.utf8))
            return Document(
                id: json["id"]?.string ?? "", path: folder.appending(path: json["file"]?.string ?? "").path,
                kind: json["kind"]?.string ?? "", truth: json["truth"] ?? json,
                hidden: Set((json["hidden"]?.array ?? []).compactMap(\.string)), alternatives: json["alt"])
        }
    }
}
