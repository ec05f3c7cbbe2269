import Foundation
import JSON

@testable import API

/// Holds an answer to openapi.yaml: its status must be described, and its JSON must have the described shape.
///
/// Knows the words of JSON Schema that the description uses, and complains about any other.
struct SchemaChecker {
    static let shared = Result { try SchemaChecker() }

    private let document: JSONValue

    private init() throws {
        document = try JSONReader.read(Array(openAPIDocument.utf8), limits: .ours)
    }

    /// What is wrong with an answer to `method` at `path`; nothing for a path that nobody describes.
    func faults(method: String, path: String, status: Int, type: String?, json: JSONValue) -> [String] {
        guard let operation = operation(method, path) else { return [] }
        guard let described = operation["responses"]?["\(status)"].map(resolved) else {
            return ["\(method) \(path): the status \(status) is not described"]
        }
        guard let content = described["content"] else { return [] }
        let name = type.map { String($0.prefix { $0 != ";" }) } ?? ""
        guard let media = content[name] else { return ["\(method) \(path): the type \(name) is not described"] }
        guard name.hasSuffix("json"), let schema = media["schema"] else { return [] }
        return check(json, schema, at: "")
    }

    private func operation(_ method: String, _ path: String) -> JSONValue? {
        let given = path.split(separator: "/")
        let item = document["paths"]?.members?.first { member in
            let wanted = member.name.split(separator: "/")
            return wanted.count == given.count && zip(wanted, given).allSatisfy { $0 == "{id}" || $0 == $1 }
        }
        return item?.value[method.lowercased()]
    }

    private func resolved(_ value: JSONValue) -> JSONValue {
        guard let path = value["$ref"]?.string else { return value }
        return path.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] ?? $0 }
    }

    private func check(_ value: JSONValue, _ given: JSONValue, at place: String) -> [String] {
        let schema = resolved(given)
        return (schema.members ?? []).flatMap { word in fault(value, word.name, word.value, schema, at: place) }
    }

    private func fault(
        _ value: JSONValue, _ word: String, _ wanted: JSONValue, _ schema: JSONValue, at place: String
    ) -> [String] {
        func unless(_ isRight: Bool, _ what: String) -> [String] { isRight ? [] : ["\(place): \(what)"] }
        switch word {
        case "type":
            let names = wanted.string.map { [$0] } ?? (wanted.array ?? []).compactMap(\.string)
            return unless(names.contains { isOf(value, $0) }, "is \(value.kindName), not \(names)")
        case "enum": return unless((wanted.array ?? []).contains { $0.raw == value.raw }, "is not among the words")
        case "const": return unless(wanted.raw == value.raw, "is not the constant")
        case "pattern":
            guard let text = value.string, let pattern = wanted.string else { return [] }
            return unless(text.range(of: pattern, options: .regularExpression) != nil, "does not match \(pattern)")
        case "minimum": return unless(value.double.map { $0 >= wanted.double ?? 0 } ?? true, "is too small")
        case "maximum": return unless(value.double.map { $0 <= wanted.double ?? 0 } ?? true, "is too large")
        case "required":
            guard value.members != nil else { return [] }
            return (wanted.array ?? []).compactMap(\.string).filter { value[$0] == nil }.map {
                "\(place)/\($0) is missing"
            }
        case "anyOf", "oneOf":
            let isRight = (wanted.array ?? []).contains { check(value, $0, at: place).isEmpty }
            return unless(isRight, "is none of what it may be")
        case "not": return unless(!check(value, wanted, at: place).isEmpty, "is what it must not be")
        case "properties":
            return (wanted.members ?? []).flatMap { property in
                value[property.name].map { check($0, property.value, at: "\(place)/\(property.name)") } ?? []
            }
        case "additionalProperties": return additional(value, wanted, schema, at: place)
        case "items":
            return (value.array ?? []).enumerated().flatMap { check($1, wanted, at: "\(place)/\($0)") }
        case "format", "description", "examples", "default", "minLength", "maxLength", "minItems", "maxItems",
            "contentMediaType",
            "minProperties":
            return []
        default: return ["\(place): this checker does not know \(word)"]
        }
    }

    private func additional(_ value: JSONValue, _ wanted: JSONValue, _ schema: JSONValue, at place: String) -> [String]
    {
        let known = Set(schema["properties"]?.members?.map(\.name) ?? [])
        return (value.members ?? []).filter { !known.contains($0.name) }.flatMap { member in
            wanted.bool == false
                ? ["\(place)/\(member.name) is not described"]
                : wanted.members == nil ? [] : check(member.value, wanted, at: "\(place)/\(member.name)")
        }
    }

    private func isOf(_ value: JSONValue, _ name: String) -> Bool {
        switch (value.kind, name) {
        case (.null, "null"), (.bool, "boolean"), (.string, "string"), (.array, "array"), (.object, "object"): true
        case (.number, "number"): true
        case (.number, "integer"): value.int != nil
        default: false
        }
    }
}
