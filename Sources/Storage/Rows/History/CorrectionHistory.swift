import Invoices
import JSON
import MariaDB

/// What a correction changed of the job's fields.
struct CorrectionHistory {
    private struct Change {
        let field: String
        let before: Field.Value?
        let after: Field.Value?
    }

    private let changes: [Change]

    /// How many fields have another value now.
    var count: Int { changes.count }

    /// - Parameters:
    ///   - names: Of the fields that were corrected before or are now.
    ///   - before: With the corrections of before; of a job without results those alone.
    init(_ names: Set<String>, before: [Field], after: [Field]) {
        let (old, new) = (Self.values(before, names), Self.values(after, names))
        changes = names.sorted().filter { old[$0] != new[$0] }.map {
            Change(field: $0, before: old[$0], after: new[$0])
        }
    }

    /// Of all fields.
    init(_ before: [Field], _ after: [Field]) {
        self.init(Set((before + after).map(\.name)), before: before, after: after)
    }

    /// - Parameter page: Whose annotations were changed; nil of a review.
    func note(page: Int?, of job: LockedJob, on connection: Connection) throws {
        guard !changes.isEmpty else { return }
        try HistoryRows.note(.corrected, job.id, of: job.account, on: connection) { json in
            json.member("page", page)
            json.name("fields")
            json.array(changes) { json, change in
                json.object { json in
                    json.member("field", change.field)
                    json.name("from")
                    json.value(change.before)
                    json.name("to")
                    json.value(change.after)
                }
            }
        }
    }

    private static func values(_ fields: [Field], _ names: Set<String>) -> [String: Field.Value] {
        Dictionary(fields.filter { names.contains($0.name) }.map { ($0.name, $0.value) }) { first, _ in first }
    }
}
