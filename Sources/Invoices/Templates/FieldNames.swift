/// The contract's names of fields, and the shorter ones that templates use for them.
package enum FieldNames {
    /// Of the fields that are in no table.
    package static let header = InvoiceField.header.map(\.name)

    /// Of a row of a table or an element of a list: line items, taxes, notes, due dates.
    package static func isInTable(_ name: String) -> Bool {
        InvoiceField.tables.contains { name.hasPrefix($0.prefix) }
    }

    /// True if the contract has exactly that name.
    package static func isKnown(_ name: String) -> Bool { InvoiceField.named(name) != nil }

    /// Whether a template may call a field of its own so: a word that neither is built like a path of the contract nor
    /// differs by one letter from a name that the contract or a template has.
    static func isFree(_ name: String) -> Bool {
        let isPath = name.contains { "[]".contains($0) } || name.contains(#/[A-Za-z]\.[A-Za-z]/#)
        guard !isPath, name.allSatisfy(\.isLetter) else { return !isPath }
        let word = name.lowercased()
        return !words.contains { EditDistance.between($0.lowercased(), word.prefix(64)) == 1 }
    }

    /// The name of the contract that is most like it.
    package static func nearest(to name: String) -> String {
        let name = current(name)
        if isInTable(name) { return FieldPlace.nearest(to: name) }
        let last = lastPart(name)
        func distance(_ known: String) -> (Int, Int) {
            let whole = EditDistance.between(known.lowercased(), name.lowercased().prefix(64))
            // A slip in the whole counts more than a path that is left out.
            let end = EditDistance.between(lastPart(known).lowercased(), last.lowercased().prefix(64))
            return (min(2 * whole, 2 * end + 3), whole)
        }
        let spellings = InvoiceField.header.flatMap { field in
            [field.name, field.formerName].compactMap { $0 }.map { (field.name, distance($0)) }
        }
        return spellings.min { $0.1 < $1.1 }.map(\.0) ?? name
    }

    private static let common = InvoiceField.common.map(\.name)
    /// A field with a former name has that one as its short name: `terms` may be a template's own field.
    private static let shortNamed = InvoiceField.common.filter { $0.formerName == nil }.map(\.name)

    private static func lastPart(_ name: String) -> String {
        name.split(separator: ".").last.map(String.init) ?? name
    }

    /// Names that are long enough for one wrong letter to be a slip.
    private static let words = InvoiceField.common.map { $0.formerName ?? lastPart($0.name) }.filter { $0.count >= 5 }

    /// `total`, `amounts.total` and `total amount` are `invoice.amounts.total`, `iban` is `invoice.payment.iban`; a name
    /// of nobody's stays as it is.
    package static func canonical(_ name: String) -> String {
        if InvoiceField.headerByName[name] != nil { return name }
        let current = current(name)
        if current != name { return current }
        let names = name.contains(".") ? common : shortNamed
        if let longer = names.first(where: { $0.hasSuffix("." + name) && name != "name" && name != "address" }) {
            return longer
        }
        return aliases[squeezed(name)] ?? name
    }

    /// The name for one that an earlier version gave, in a request or a stored result: `iban` is `invoice.payment.iban`,
    /// `taxLines[0].net` is `invoice.taxLines[0].net`; every other name stays as it is.
    package static func current(_ name: String) -> String {
        if let field = InvoiceField.headerByFormerName[name] { return field.name }
        guard let table = InvoiceField.tables.first(where: { $0.formerName.map { name.hasPrefix($0 + "[") } ?? false })
        else { return name }
        return table.name + name.drop { $0 != "[" }
    }

    private static let aliases = Dictionary(
        InvoiceField.header.flatMap { field in field.aliases.map { (squeezed($0), field.name) } }
    ) { first, _ in first }

    private static func squeezed(_ name: String) -> String { TextFolding.fold(name).filter(\.isLetter) }
}
