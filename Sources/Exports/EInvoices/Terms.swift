import Invoices

/// The values of a result by name: those of the document or of one member of a list, with the lists below it.
struct Terms {
    /// By the contract's names; a member's begin below it. A member that is one value has it under the empty name.
    var values: [String: Field.Value] = [:]
    /// `lineItems`, `invoice.taxLines`; below a line `allowancesAndCharges`.
    var lists: [String: [Terms]] = [:]

    init(values: [String: Field.Value] = [:]) { self.values = values }

    /// The first field of a name counts.
    init(_ fields: [Field]) {
        let root = Builder()
        for field in fields { root.add(field) }
        self = root.terms
    }

    var isEmpty: Bool { values.isEmpty && lists.values.allSatisfy { $0.allSatisfy(\.isEmpty) } }

    subscript(name: String) -> Field.Value? {
        get { values[name] }
        set { values[name] = newValue }
    }

    func has(_ name: String) -> Bool { values[name] != nil }
    func hasAny(_ names: String...) -> Bool { names.contains(where: has) }
    /// Whether something is said below the name.
    func hasGroup(_ name: String) -> Bool {
        let prefix = name + "."
        return values.keys.contains { $0.hasPrefix(prefix) } || lists.keys.contains { $0.hasPrefix(prefix) }
    }
    func text(_ name: String) -> String? { values[name]?.text }
    func amount(_ name: String) -> Amount? { values[name]?.amount }
    func isTrue(_ name: String) -> Bool { values[name] == .flag(true) }
    func rows(_ list: String) -> [Terms] { lists[list] ?? [] }

    /// Gives the term a value unless it has one.
    mutating func complete(_ name: String, _ value: Field.Value?) {
        if values[name] == nil { values[name] = value }
    }

    mutating func complete(_ name: String, _ amount: Amount?) { complete(name, amount.map { .amount($0) }) }

    mutating func move(_ name: String, to other: String) { complete(other, values.removeValue(forKey: name)) }

    /// Changes each member of a list.
    mutating func change(_ list: String, _ change: (inout Terms) -> Void) {
        for index in rows(list).indices { change(&lists[list, default: []][index]) }
    }
}

extension Terms {
    /// Takes fields in any order; members are numbered as results number them, perhaps with gaps.
    private final class Builder {
        private var values: [String: Field.Value] = [:]
        private var members: [String: [Int: Builder]] = [:]

        func add(_ field: Field) { add(Substring(field.name), field.value) }

        /// `invoice.taxLines[0].rate`: the member 0 of a list, and there the rest.
        private func add(_ path: Substring, _ value: Field.Value) {
            guard let open = path.firstIndex(of: "["), let close = path[open...].firstIndex(of: "]"),
                let index = Int(path[path.index(after: open)..<close])
            else {
                if values[String(path)] == nil { values[String(path)] = value }
                return
            }
            let rest = path[path.index(after: close)...]
            let member = members[String(path[..<open])]?[index] ?? Builder()
            members[String(path[..<open]), default: [:]][index] = member
            member.add(rest.first == "." ? rest.dropFirst() : rest, value)
        }

        var terms: Terms {
            var terms = Terms(values: values)
            terms.lists = members.mapValues { rows in rows.sorted { $0.key < $1.key }.map(\.value.terms) }
            return terms
        }
    }
}
