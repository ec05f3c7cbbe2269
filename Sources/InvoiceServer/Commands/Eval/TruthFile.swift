import Foundation
import JSON

/// The truth of a folder of documents: the right value of every field.
enum TruthFile {
    struct Document {
        let id: String
        let path: String
        let kind: String
        /// A missing member is not scored; null means that the document does not have the field.
        let truth: JSONValue
        /// Fields that are on no page.
        let hidden: Set<String>
        /// Other values that count as right.
        let alternatives: JSONValue?

        /// The supplier's documents that it is one of; nil where it stands alone.
        let series: String?
        /// Its place among them in time.
        let order: Int

        /// The right values of a field: nil if it is not scored, empty if the document does not have it.
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
                hidden: Set((json["hidden"]?.array ?? []).compactMap(\.string)), alternatives: json["alt"],
                series: json["series"]?.string, order: json["order"]?.int ?? 0)
        }
    }
}
