/// A cell of a table, as `lineItems[2].amount` names it, or a value of a list, `invoice.notes[0]`.
package struct FieldPlace: Sendable, Equatable {
    /// The rows that a request or a result may name (docs/contract.md section 8).
    package static let indexes = 0...9999

    package let table: InvoiceTable
    /// From 0, not always in `indexes`.
    package let index: Int
    /// Empty for a value of a list.
    package let column: String

    /// Nil for a name of another form, or an index that is no whole number.
    package init?(_ name: String) {
        guard let table = InvoiceField.tables.first(where: { name.hasPrefix($0.prefix) }) else { return nil }
        let inside = name.dropFirst(table.prefix.count)
        guard let close = inside.firstIndex(of: "]") else { return nil }
        let digits = inside[..<close]
        let rest = inside[inside.index(after: close)...]
        guard digits.utf8.allSatisfy(\.isPlainDigit), let index = Int(digits) else { return nil }
        guard rest.first == "." || (rest.isEmpty && table.plainColumn != nil) else { return nil }
        self.table = table
        self.index = index
        column = String(rest.dropFirst())
    }

    /// A name of the contract for one that begins like a table's: with the nearest row and the nearest column.
    static func nearest(to name: String) -> String {
        let table = InvoiceField.tables.first { name.hasPrefix($0.name) } ?? InvoiceField.lineItems
        let inside = name.drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }
        // What is no number, or less than 0, is nearest to the first row.
        let isGreat = !inside.isEmpty && inside.utf8.allSatisfy(\.isPlainDigit) && Int(inside) == nil
        let index = isGreat ? indexes.upperBound : min(max(Int(inside) ?? 0, 0), indexes.upperBound)
        let column = (name.split(separator: ".").last ?? "").lowercased().prefix(64)
        let rated = table.columns.map { ($0, EditDistance.between($0.name.lowercased(), column)) }
        return rated.min { $0.1 < $1.1 }.map { table.cell(index, $0.0) } ?? table.name
    }
}
