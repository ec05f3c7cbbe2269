import Invoices
import MariaDB

/// A filter as SQL. Every piece is true or false and never NULL, so that `$not` means what it says.
struct FilterSQL {
    private let fields: [ResourceField]
    /// The tables that the conditions need besides the resource's own.
    private(set) var joins: Set<ResourceField.Join> = []

    init(_ resource: Resource) {
        fields = resource.fields
    }

    mutating func sql(_ condition: Filter.Condition) throws -> SQLPart {
        switch condition {
        case .all(let parts): return parts.isEmpty ? .always : .joined(try parts.map { try sql($0) }, by: "AND")
        case .any(let parts): return parts.isEmpty ? .never : .joined(try parts.map { try sql($0) }, by: "OR")
        case .not(let part):
            let inner = try sql(part)
            return SQLPart(text: "NOT (\(inner.text))", values: inner.values)
        case .test(let test):
            guard let field = fields.first(where: { $0.name == test.field }) else {
                throw FilterError(field: test.field, message: "There is no field \(test.field).")
            }
            joins.insert(field.join)
            return sql(test, field)
        }
    }

    /// A test of a job's metadata, of which `d` is the table.
    static func metadata(_ test: Filter.Test) -> SQLPart { JSONTest(column: "d.metadata", path: test.path).sql(test) }

    private func sql(_ test: Filter.Test, _ field: ResourceField) -> SQLPart {
        switch field.kind {
        case .json: JSONTest(column: field.column, path: test.path).sql(test)
        case .texts: texts(test, field.column)
        case .anyChoice, .anyText: any(test, field.column)
        default: plain(test, field.column)
        }
    }

    private func plain(_ test: Filter.Test, _ column: String) -> SQLPart {
        func comparison(_ sign: String) -> SQLPart {
            SQLPart(text: "(\(column) IS NOT NULL AND \(column) \(sign) ?)", values: [value(test.values[0])])
        }
        switch test.comparison {
        case .equal: return equal(test.values[0], column)
        case .notEqual:
            let inner = equal(test.values[0], column)
            return SQLPart(text: "(NOT \(inner.text))", values: inner.values)
        case .greater: return comparison(">")
        case .greaterOrEqual: return comparison(">=")
        case .less: return comparison("<")
        case .lessOrEqual: return comparison("<=")
        case .isIn: return contained(test.values, column)
        case .isNotIn:
            let inner = contained(test.values, column)
            return SQLPart(text: "(NOT \(inner.text))", values: inner.values)
        case .exists:
            return SQLPart(text: test.values == [.flag(true)] ? "(\(column) IS NOT NULL)" : "(\(column) IS NULL)")
        }
    }

    /// Says that the column is not NULL where that is so: `<=>` would keep an outer join from beginning at its index.
    private func equal(_ operand: Filter.Operand, _ column: String) -> SQLPart {
        operand == .null
            ? SQLPart(text: "(\(column) IS NULL)")
            : SQLPart(text: "(\(column) IS NOT NULL AND \(column) = ?)", values: [value(operand)])
    }

    private func contained(_ operands: [Filter.Operand], _ column: String) -> SQLPart {
        let known = operands.filter { $0 != .null }
        let list = SQLPart(
            text: "(\(column) IS NOT NULL AND \(column) IN (\(placeholders(known.count))))", values: known.map(value))
        guard known.count < operands.count else { return list }
        let none = SQLPart(text: "(\(column) IS NULL)")
        return known.isEmpty ? none : .joined([list, none], by: "OR")
    }

    /// A list of texts equals a text that it contains.
    private func texts(_ test: Filter.Test, _ column: String) -> SQLPart {
        let parts = test.values.map { operand in
            operand == .null
                ? SQLPart(text: "(JSON_LENGTH(\(column)) = 0)")
                : SQLPart(text: "(JSON_CONTAINS(\(column), JSON_QUOTE(?)))", values: [value(operand)])
        }
        switch test.comparison {
        case .notEqual, .isNotIn:
            let inner = SQLPart.joined(parts, by: "OR")
            return SQLPart(text: "(NOT \(inner.text))", values: inner.values)
        case .exists:
            return SQLPart(text: "(JSON_LENGTH(\(column)) \(test.values == [.flag(true)] ? ">" : "=") 0)")
        default: return .joined(parts, by: "OR")
        }
    }

    /// Of rows of another table, which `column` selects up to the value that is compared.
    private func any(_ test: Filter.Test, _ column: String) -> SQLPart {
        let none = SQLPart(text: "(NOT (r.id IN (\(column) IS NOT NULL)))")
        let known = test.values.filter { $0 != .null }
        let one = SQLPart(text: "(r.id IN (\(column) IN (\(placeholders(known.count)))))", values: known.map(value))
        let parts = (known.isEmpty ? [] : [one]) + (known.count < test.values.count ? [none] : [])
        switch test.comparison {
        case .exists: return test.values == [.flag(true)] ? SQLPart(text: "(NOT \(none.text))") : none
        case .notEqual, .isNotIn:
            let inner = SQLPart.joined(parts, by: "OR")
            return SQLPart(text: "(NOT \(inner.text))", values: inner.values)
        default: return .joined(parts, by: "OR")
        }
    }

    private func value(_ operand: Filter.Operand) -> Value { operand.value }
}

extension Filter.Operand {
    var value: Value {
        switch self {
        case .null: .null
        case .text(let text): .text(text)
        case .number(let literal): Double(literal).map(Value.double) ?? .null
        case .flag(let flag): .flag(flag)
        case .time(let milliseconds): .time(milliseconds)
        case .choice(let number): .int(number)
        case .id(let bytes): .bytes(bytes)
        }
    }
}

/// A test of a value inside a JSON column: values compare within their own type only.
private struct JSONTest {
    let column: String
    let path: [String]

    /// The path is bound like any value.
    private var pathValue: Value { .text("$" + path.map { ".\"\($0)\"" }.joined()) }
    private var extracted: String { "JSON_EXTRACT(\(column), ?)" }

    func sql(_ test: Filter.Test) -> SQLPart {
        switch test.comparison {
        case .equal: equal(test.values[0])
        case .notEqual: not(equal(test.values[0]))
        case .isIn: .joined(test.values.map(equal), by: "OR")
        case .isNotIn: not(.joined(test.values.map(equal), by: "OR"))
        case .exists: test.values == [.flag(true)] ? not(missing) : missing
        case .greater: ordered(test.values[0], ">")
        case .greaterOrEqual: ordered(test.values[0], ">=")
        case .less: ordered(test.values[0], "<")
        case .lessOrEqual: ordered(test.values[0], "<=")
        }
    }

    /// JSON null counts as missing.
    private var missing: SQLPart {
        SQLPart(text: "(COALESCE(JSON_TYPE(\(extracted)), 'NULL') = 'NULL')", values: [pathValue])
    }

    private func equal(_ operand: Filter.Operand) -> SQLPart {
        switch operand {
        case .null: missing
        case .flag(let flag):
            SQLPart(
                text: "(COALESCE(JSON_TYPE(\(extracted)), '') = 'BOOLEAN' AND \(extracted) = ?)",
                values: [pathValue, pathValue, .text(flag ? "true" : "false")])
        default: ordered(operand, "=")
        }
    }

    private func ordered(_ operand: Filter.Operand, _ sign: String) -> SQLPart {
        if case .text = operand {
            return SQLPart(
                text: """
                    (COALESCE(JSON_TYPE(\(extracted)), '') = 'STRING'
                    AND CONVERT(JSON_UNQUOTE(\(extracted)) USING utf8mb4) COLLATE utf8mb4_nopad_bin \(sign) ?)
                    """, values: [pathValue, pathValue, operand.value])
        }
        return SQLPart(
            text: """
                (COALESCE(JSON_TYPE(\(extracted)), '') IN ('INTEGER', 'DOUBLE')
                AND CAST(\(extracted) AS DOUBLE) \(sign) ?)
                """, values: [pathValue, pathValue, operand.value])
    }

    private func not(_ part: SQLPart) -> SQLPart { SQLPart(text: "(NOT \(part.text))", values: part.values) }
}
