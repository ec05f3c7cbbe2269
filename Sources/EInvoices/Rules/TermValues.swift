import Invoices

/// An e-invoice's terms by name, for its rules: those of the document, and the members of its lists.
struct TermValues {
    /// The terms of the document or of one member of a list.
    struct Row {
        fileprivate var fields: [String: Field] = [:]

        func text(_ name: String) -> String? { fields[name]?.value.text }
        func amount(_ name: String) -> Amount? { fields[name]?.value.amount }
        func date(_ name: String) -> CalendarDate? { fields[name]?.value.date }
        func has(_ name: String) -> Bool { fields[name] != nil }
        func hasAny(_ names: String...) -> Bool { names.contains { has($0) } }
        /// Whether something is said below the name.
        func hasGroup(_ name: String) -> Bool { fields.keys.contains { $0.hasPrefix(name + ".") } }
        func isTrue(_ name: String) -> Bool { fields[name]?.value == .flag(true) }
    }

    private(set) var document = Row()
    private var lists: [String: [Row]] = [:]
    /// The names of lists in lines.
    private var innerLists: Set<String> = []

    /// - Parameter fields: In the order of the file, named `invoice.number`, `lineItems[0].allowancesAndCharges[1].amount`.
    init(_ fields: [Field]) {
        for field in fields { add(field) }
    }

    /// The members of a list, e.g. `invoice.taxLines` or `lineItems[3].allowancesAndCharges`.
    func rows(_ list: String) -> [Row] { lists[list] ?? [] }

    /// Whether any line has a list of that name.
    func linesHave(_ list: String) -> Bool { innerLists.contains(list) }

    private mutating func add(_ field: Field) {
        guard let end = field.name.lastIndex(of: "]"), let start = field.name[..<end].lastIndex(of: "["),
            let index = Int(field.name[field.name.index(after: start)..<end])
        else {
            document.fields[field.name] = field
            return
        }
        let list = String(field.name[..<start])
        if list.hasPrefix("lineItems["), let name = list.firstRange(of: "].") {
            innerLists.insert(String(list[name.upperBound...]))
        }
        // Members are numbered as they come.
        if lists[list, default: []].count <= index { lists[list, default: []].append(Row()) }
        lists[list, default: []][lists[list, default: []].count - 1].fields[String(field.name[end...].dropFirst(2))] =
            field
    }
}

extension TermValues {
    var lines: [Row] { rows("lineItems") }
    var taxes: [Row] { rows("invoice.taxLines") }
    var allowances: [Row] { rows("invoice.allowancesAndCharges").filter { !$0.isTrue("isCharge") } }
    var charges: [Row] { rows("invoice.allowancesAndCharges").filter { $0.isTrue("isCharge") } }

    /// The sum of a term over rows; those without it add nothing.
    func sum(_ rows: [Row], _ name: String) -> Amount {
        rows.compactMap { $0.amount(name) }.reduce(Amount(0), +)
    }

    func document(_ name: String) -> Amount { document.amount("invoice.amounts.\(name)") ?? Amount(0) }
}
