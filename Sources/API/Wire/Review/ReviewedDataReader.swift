import FieldExtraction
import Invoices
import JSON
import Storage

/// Reads extractedData as a person gives it, and notes each member that no invoice has and each value that cannot be read.
struct ReviewedDataReader {
    private(set) var data = ReviewedData()
    private let form: Form
    private let basis: ReviewBasis
    private let shown: [String: Field.Value]

    init(_ form: Form, _ basis: ReviewBasis) {
        self.form = form
        self.basis = basis
        shown = Dictionary(basis.fields.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// - Parameter value: The body's extractedData.
    mutating func read(_ value: JSONValue) { read(value, path: "", at: Self.root) }

    /// Where a field stands in the body, RFC 6901.
    static func pointer(to field: String) -> String {
        let path = field.replacing("[", with: "/").replacing("]", with: "").replacing(".", with: "/")
        return path.isEmpty ? root : "\(root)/\(path)"
    }

    // MARK: -

    private static let root = "/extractedData"

    private static let fields = Dictionary(InvoiceField.header.map { ($0.name, $0) }) { first, _ in first }
    private static let tables = Dictionary(InvoiceField.tables.map { ($0.name, $0) }) { first, _ in first }

    /// The paths of objects that others lie in: `invoice`, `invoice.supplier`.
    private static let objects = prefixes(of: Array(fields.keys) + Array(tables.keys))

    private static func prefixes(of paths: [String]) -> Set<String> {
        Set(paths.flatMap { path in path.indices.filter { path[$0] == "." }.map { String(path[..<$0]) } })
    }

    private mutating func read(_ value: JSONValue, path: String, at pointer: String) {
        guard let members = value.members else {
            return form.noteOnce(at: pointer, "type", "\(pointer) must be an object, not \(value.kindName).")
        }
        for member in members {
            let name = path.isEmpty ? member.name : "\(path).\(member.name)"
            let place = Self.child(of: pointer, member.name)
            if let field = Self.fields[name] {
                let given = given(member.value, as: field.kind, name, at: place)
                if let given { data.values[name] = .some(given.value) }
            } else if let table = Self.tables[name] {
                readRows(member.value, of: table, at: place)
            } else if Self.objects.contains(name) {
                if !member.value.isNull { read(member.value, path: name, at: place) }
            } else {
                noteUnknown(name, at: place)
            }
        }
    }

    // MARK: Rows

    private mutating func readRows(_ value: JSONValue, of table: InvoiceTable, at pointer: String) {
        guard let rows = value.isNull ? [] : value.array else {
            return form.noteOnce(at: pointer, "type", "\(table.name) must be an array, not \(value.kindName).")
        }
        guard rows.count <= FieldPlace.indexes.count else {
            return form.noteOnce(
                at: pointer, "too_long", "\(table.name) may have at most \(FieldPlace.indexes.count) rows.")
        }
        let objects = Self.prefixes(of: table.columns.map(\.name))
        data.tables[table.name] = rows.enumerated().compactMap { index, row in
            var cells: ReviewedData.Row = [:]
            read(row, of: table, objects, path: "", at: "\(pointer)/\(index)", into: &cells)
            return cells.isEmpty ? nil : cells
        }
    }

    /// - Parameters:
    ///   - objects: The paths in a row that are objects, `period`.
    ///   - path: In the row.
    private func read(
        _ value: JSONValue, of table: InvoiceTable, _ objects: Set<String>, path: String, at pointer: String,
        into cells: inout ReviewedData.Row
    ) {
        if let column = table.plainColumn {
            cells[column.name] = given(value, as: column.kind, table.name, at: pointer)?.value
            return
        }
        guard let members = value.members else {
            return form.noteOnce(at: pointer, "type", "\(pointer) must be an object, not \(value.kindName).")
        }
        for member in members {
            let name = path.isEmpty ? member.name : "\(path).\(member.name)"
            let place = Self.child(of: pointer, member.name)
            if let column = table[column: name] {
                cells[name] = given(member.value, as: column.kind, "\(table.name).\(name)", at: place)?.value
            } else if objects.contains(name) {
                guard !member.value.isNull else { continue }
                read(member.value, of: table, objects, path: name, at: place, into: &cells)
            } else {
                noteUnknown("\(table.name)[0].\(name)", at: place)
            }
        }
    }

    // MARK: Values

    /// Nil for a value that cannot be read; its `value` is nil where the document is said to have none.
    private func given(
        _ json: JSONValue, as kind: FieldKind, _ name: String, at pointer: String
    ) -> (value: ReviewedData.Given?, Void)? {
        guard let text = Self.text(json) else {
            form.noteOnce(at: pointer, "type", "\(name) must be a value, not \(json.kindName).")
            return nil
        }
        if text.allSatisfy(\.isWhitespace) { return (nil, ()) }
        guard text.utf8.count <= TextBounds.longest else {
            form.noteOnce(
                at: pointer, "length", "The text of a field may have at most \(TextBounds.longest) bytes.")
            return nil
        }
        if let same = unchanged(json, name) { return (ReviewedData.Given(value: same, text: text), ()) }
        do throws(CorrectionFault) {
            let value = try value(text, json, kind, name)
            return (ReviewedData.Given(value: value, text: text), ())
        } catch {
            form.noteOnce(at: pointer, error.code.rawValue, error.message)
            return nil
        }
    }

    /// A JSON number is no print: `1.000` is one.
    private func value(
        _ text: String, _ json: JSONValue, _ kind: FieldKind, _ name: String
    ) throws(CorrectionFault) -> Field.Value {
        let isNumber = json.number != nil && (kind == .amount || kind == .number)
        if isNumber, case .value(let value) = CorrectedValue(text, as: kind) { return value }
        return try basis.context.value(text, of: name, as: kind)
    }

    /// What was shown and is sent back as it was.
    private func unchanged(_ json: JSONValue, _ name: String) -> Field.Value? {
        guard let shown = shown[name] else { return nil }
        return switch shown {
        case .text(let text): json.string == text ? shown : nil
        case .amount(let amount): json.number.flatMap { Amount(literal: $0) } == amount ? shown : nil
        case .date(let date): json.string == date.text ? shown : nil
        case .flag(let flag): json.bool == flag ? shown : nil
        }
    }

    /// Empty for null; nil for an object or an array.
    private static func text(_ json: JSONValue) -> String? {
        if json.isNull { return "" }
        return json.string ?? json.number ?? json.bool.map { $0 ? "true" : "false" }
    }

    private func noteUnknown(_ name: String, at pointer: String) {
        let nearest = FieldNames.nearest(to: String(name.prefix(100)))
        form.noteOnce(
            at: pointer, "unknown_field", "There is no field \(name.prefix(64)). Did you mean \(nearest)?")
    }

    private static func child(of pointer: String, _ name: String) -> String {
        "\(pointer)/\(name.replacing("~", with: "~0").replacing("/", with: "~1"))"
    }
}
