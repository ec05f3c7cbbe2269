import Invoices

/// An e-invoice's fields, each to be written once: those in no list by their names, those of lists by their members.
struct SheetFields {
    /// One member of a list: its fields by the names behind the index.
    struct Member {
        let index: Int
        fileprivate(set) var fields: [Field] = []

        fileprivate init(index: Int) { self.index = index }

        /// The field of that column; it is then no longer among the rest.
        mutating func take(_ column: String) -> Field? {
            guard let found = fields.firstIndex(where: { $0.name.hasSuffix("].\(column)") }) else { return nil }
            return fields.remove(at: found)
        }

        /// The first of these columns that it has.
        mutating func takeFirst(_ columns: [String]) -> Field? {
            for column in columns {
                if let field = take(column) { return field }
            }
            return nil
        }
    }

    /// In the document's order.
    private(set) var names: [String] = []
    private var single: [String: Field] = [:]
    private(set) var listNames: [String] = []
    private var lists: [String: [Member]] = [:]

    init(_ fields: [Field]) {
        for field in fields {
            guard let place = Self.place(field.name) else {
                if single.updateValue(field, forKey: field.name) == nil { names.append(field.name) }
                continue
            }
            if lists[place.list] == nil { listNames.append(place.list) }
            if lists[place.list]?.last?.index != place.index {
                lists[place.list, default: []].append(Member(index: place.index))
            }
            let last = (lists[place.list]?.count ?? 1) - 1
            lists[place.list]?[last].fields.append(field)
        }
    }

    /// The field of that name; it is then no longer among the rest.
    mutating func take(_ name: String) -> Field? { single.removeValue(forKey: name) }

    /// The members of a list, which are then no longer among the rest.
    mutating func takeList(_ name: String) -> [Member] { lists.removeValue(forKey: name) ?? [] }

    /// Those in no list that nobody has taken.
    var rest: [Field] { names.compactMap { single[$0] } }

    /// The lists that nobody has taken.
    var restOfLists: [(name: String, members: [Member])] {
        listNames.compactMap { name in lists[name].map { (name, $0) } }
    }

    /// `lineItems[2].amount` is of the list `lineItems`, number 2.
    private static func place(_ name: String) -> (list: String, index: Int)? {
        guard let open = name.firstIndex(of: "["), let close = name[open...].firstIndex(of: "]"),
            let index = Int(name[name.index(after: open)..<close])
        else { return nil }
        return (String(name[..<open]), index)
    }
}
