import Foundation
import Invoices
import JSON

/// Reads the JSON grammar of filters (docs/contract.md section 2); every refusal names what is possible.
struct FilterParser {
    private static let maximumBytes = 8 * 1024
    private static let maximumDepth = 5
    private static let maximumTests = 50

    private let fields: [ResourceField]
    private var tests = 0

    init(_ resource: Resource) {
        fields = resource.fields
    }

    mutating func parse(_ json: JSONValue) throws -> Filter.Condition {
        guard json.raw.count <= FilterParser.maximumBytes else {
            throw FilterError(field: "filter", message: "A filter has at most \(FilterParser.maximumBytes) bytes.")
        }
        return try condition(json, depth: 1)
    }

    /// An object whose members must all hold.
    private mutating func condition(_ json: JSONValue, depth: Int) throws -> Filter.Condition {
        try checkDepth(depth)
        guard let members = json.members else {
            throw FilterError(field: "filter", message: "A condition is a JSON object, not \(json.kindName).")
        }
        var parts: [Filter.Condition] = []
        for member in members {
            switch member.name {
            case "$and": parts.append(.all(try list(member, depth: depth)))
            case "$or": parts.append(.any(try list(member, depth: depth)))
            case "$not": parts.append(.not(try condition(member.value, depth: depth + 1)))
            case let name where name.hasPrefix("$"): throw unknown(name, possible: ["$and", "$or", "$not"])
            default: parts.append(try tests(of: member, depth: depth))
            }
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func list(_ member: JSONValue.Member, depth: Int) throws -> [Filter.Condition] {
        guard let conditions = member.value.array, !conditions.isEmpty else {
            throw FilterError(
                field: member.name, message: "\(member.name) joins a list of conditions that is not empty.")
        }
        var parts: [Filter.Condition] = []
        for value in conditions { parts.append(try condition(value, depth: depth + 1)) }
        return parts
    }

    /// `"field": value` or `"field": {"$gt": value, …}`.
    private mutating func tests(of member: JSONValue.Member, depth: Int) throws -> Filter.Condition {
        let (field, path) = try find(member.name)
        guard let operators = member.value.members else {
            return .test(try test(field, path, member.name, .equal, member.value))
        }
        try checkDepth(depth + 1)
        guard !operators.isEmpty else {
            throw FilterError(field: member.name, message: "\(member.name) is compared with an empty object.")
        }
        var parts: [Filter.Condition] = []
        for entry in operators {
            guard let comparison = Filter.Test.Operator(rawValue: entry.name) else {
                throw unknown(entry.name, possible: Filter.Test.Operator.allCases.map(\.rawValue))
            }
            parts.append(.test(try test(field, path, member.name, comparison, entry.value)))
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private func find(_ name: String) throws -> (ResourceField, [String]) {
        if let field = fields.first(where: { $0.name == name && $0.kind != .json }) { return (field, []) }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && part.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0 != "\"" && $0 != "\\" }
        }
        if parts.count > 1, isPlain, let field = fields.first(where: { $0.name == parts[0] && $0.kind == .json }) {
            return (field, Array(parts.dropFirst()))
        }
        let possible = fields.map { $0.kind == .json ? $0.name + ".*" : $0.name }.joined(separator: ", ")
        throw FilterError(
            field: name, message: "There is no field \(name.prefix(64)) to filter by. Possible: \(possible).")
    }

    private mutating func test(
        _ field: ResourceField, _ path: [String], _ name: String, _ comparison: Filter.Test.Operator, _ json: JSONValue
    ) throws -> Filter.Test {
        tests += 1
        guard tests <= FilterParser.maximumTests else {
            throw FilterError(field: "filter", message: "A filter has at most \(FilterParser.maximumTests) conditions.")
        }
        let reader = OperandReader(field: field, name: name)
        let values: [Filter.Operand] =
            switch comparison {
            case .exists: [try reader.flag(json)]
            case .isIn, .isNotIn: try reader.list(json, comparison)
            case .equal, .notEqual: [try reader.operand(json)]
            case .greater, .greaterOrEqual, .less, .lessOrEqual: [try reader.ordered(json, comparison)]
            }
        return Filter.Test(field: field.name, path: path, comparison: comparison, values: values)
    }

    private func checkDepth(_ depth: Int) throws {
        guard depth <= FilterParser.maximumDepth else {
            throw FilterError(
                field: "filter", message: "A filter is nested at most \(FilterParser.maximumDepth) levels deep.")
        }
    }

    private func unknown(_ name: String, possible: [String]) -> FilterError {
        FilterError(
            field: name,
            message: "There is no operator \(name.prefix(64)) here. Possible: \(possible.joined(separator: ", ")).")
    }
}
