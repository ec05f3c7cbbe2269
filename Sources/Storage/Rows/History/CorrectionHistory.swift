import Invoices
import JSON
import MariaDB

/// What a change of a page's annotations changed of the job's fields.
struct CorrectionHistory {
    private struct Change {
        let field: String
        let before: Field.Value?
        let after: Field.Value?
    }

    private let changes: [Change]

    /// - Parameters:
    ///   - names: Of the fields that were corrected before or are now.
    ///   - before: What the results showed; empty where there were none.
    init(_ names: Set<String>, before: [Field], after: [Field]) {
        let (old, new) = (Self.values(before, names), Self.values(after, names))
        changes = names.sorted().filter { old[$0] != new[$0] }.map {
            Change(field: $0, before: old[$0], after: new[$0])
        }
    }

    func note(page: Int, of job: LockedJob, on connection: Connection) throws {
        guard !changes.isEmpty else { return }
        try HistoryRows.note(.corrected, job.id, of: job.account, on: connection) { json in
            json.member("page", page)
            json.name("fields")
            json.array(changes) { json, change in
                json.object { json in
                    json.member("field", change.field)
                    Self.write("from", change.before, into: &json)
                    Self.write("to", change.after, into: &json)
                }
            }
        }
    }

    private static func values(_ fields: [Field], _ names: Set<String>) -> [String: Field.Value] {
        let named = fields.filter { names.contains($0.name) }
        return Dictionary(named.map { ($0.name, $0.value) }) { first, _ in first }
    }

    private static func write(_ name: StaticString, _ value: Field.Value?, into json: inout JSONWriter) {
        switch value {
        case nil: json.member(name, nil as String?)
        case .text(let text): json.member(name, text)
        case .amount(let amount): json.member(name, raw: amount.literal)
        case .date(let date): json.member(name, date.text)
        case .flag(let flag): json.member(name, flag)
        }
    }
}
