/// A cell of the line items or of the taxes, as `lineItems[2].amount` names it.
package struct FieldPlace: Sendable, Equatable {
    package enum Table: String, Sendable, CaseIterable {
        case lineItems, taxLines

        /// Those of the contract; a template may have others of its own among the line items.
        package var columns: [String] {
            switch self {
            case .lineItems: ["description", "quantity", "unitPrice", "amount"]
            case .taxLines: ["rate", "net", "tax"]
            }
        }
    }

    /// The rows that a request or a result may name (docs/contract.md section 8).
    package static let indexes = 0...9999

    package let table: Table
    /// From 0, not always in `indexes`.
    package let index: Int
    package let column: String

    /// Nil for a name of another form, or an index that is no whole number.
    package init?(_ name: String) {
        guard let open = name.firstIndex(of: "["), let table = Table(rawValue: String(name[..<open])),
            let close = name.firstIndex(of: "]"), open < close
        else { return nil }
        let digits = name[name.index(after: open)..<close]
        let rest = name[name.index(after: close)...]
        guard digits.utf8.allSatisfy(\.isPlainDigit), let index = Int(digits), rest.first == "." else { return nil }
        self.table = table
        self.index = index
        column = String(rest.dropFirst())
    }

    /// A name of the contract for one that begins like a table's: with the nearest row and the nearest column.
    static func nearest(to name: String) -> String {
        let table = Table.allCases.first { name.hasPrefix($0.rawValue) } ?? .lineItems
        let inside = name.drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }
        // What is no number, or less than 0, is nearest to the first row.
        let isGreat = !inside.isEmpty && inside.utf8.allSatisfy(\.isPlainDigit) && Int(inside) == nil
        let index = isGreat ? indexes.upperBound : min(max(Int(inside) ?? 0, 0), indexes.upperBound)
        let column = (name.split(separator: ".").last ?? "").lowercased().prefix(64)
        let rated = table.columns.map { ($0, EditDistance.between($0.lowercased(), column)) }
        return "\(table.rawValue)[\(index)].\(rated.min { $0.1 < $1.1 }?.0 ?? table.columns[0])"
    }
}
