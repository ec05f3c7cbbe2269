import Invoices
import MariaDB

/// A total that needs no counting, or less than looking at each row: all, by status, by group, by whether a supplier has a
/// proof.
struct CachedTotal {
    private let resource: Resource
    private let account: Account.ID
    private let request: ListRequest

    init(_ resource: Resource, _ request: ListRequest, _ account: Account.ID) {
        self.resource = resource
        self.request = request
        self.account = account
    }

    /// Nil when it must be counted.
    func read(on connection: Connection) throws -> Int? {
        guard request.search == nil else { return nil }
        guard let filter = request.filter else {
            return try Counters.count(resource.slots, of: account, on: connection)
        }
        guard let tests = tests(filter.condition) else { return nil }
        guard !tests.isEmpty else { return try Counters.count(resource.slots, of: account, on: connection) }
        if tests.count == 1, let total = try countProved(tests[0], on: connection) { return total }
        let byField = Dictionary(grouping: tests, by: \.field)
        guard byField.values.allSatisfy({ $0.count == 1 }), let statuses = statuses(byField["status"]?[0]) else {
            return nil
        }
        if byField.keys.allSatisfy({ $0 == "status" }) {
            return try Counters.count(statuses.map { resource.slots[$0] }, of: account, on: connection)
        }
        guard resource == .job, byField.keys.allSatisfy({ ["status", "group"].contains($0) }),
            let test = byField["group"]?[0], test.comparison == .equal, case .id(let group) = test.values[0]
        else { return nil }
        return try count(statuses.map { JobStatus.allCases[$0] }, in: group, on: connection)
    }

    private func tests(_ condition: Filter.Condition) -> [Filter.Test]? {
        switch condition {
        case .test(let test): [test]
        case .all(let parts):
            parts.reduce(into: [Filter.Test]() as [Filter.Test]?) { found, part in
                guard case .test(let test) = part else { return found = nil }
                found?.append(test)
            }
        case .any, .not: nil
        }
    }

    /// The numbers of the statuses that a test lets through; all of them without a test.
    private func statuses(_ test: Filter.Test?) -> [Int]? {
        guard let test else { return Array(resource.slots.indices) }
        guard test.comparison == .equal || test.comparison == .isIn else { return nil }
        return Set(test.values).compactMap { if case .choice(let number) = $0 { number } else { nil } }.sorted()
    }

    /// Of suppliers with some proof of a kind, or with none: those with one are in the proofs' index, one behind the other,
    /// while to ask it of each supplier takes ten times as long. Nil for other tests.
    private func countProved(_ test: Filter.Test, on connection: Connection) throws -> Int? {
        guard resource == .supplier, test.comparison == .exists,
            let field = resource.fields.first(where: { $0.name == test.field }), field.kind == .anyText
        else { return nil }
        // Names the account once, in place of that of each supplier.
        let proved = field.column.replacing("r.account_id", with: "?")
        let having =
            try connection.first(
                "SELECT COUNT(DISTINCT h.root_id) FROM (\(proved) IS NOT NULL) h", [account.value]
            ) { try $0.int() } ?? 0
        guard test.values != [.flag(true)] else { return having }
        return max(0, try Counters.count(resource.slots, of: account, on: connection) - having)
    }

    private func count(_ statuses: [JobStatus], in group: [UInt8], on connection: Connection) throws -> Int {
        let sum = statuses.map(\.rawValue).joined(separator: " + ")
        guard !sum.isEmpty else { return 0 }
        return try connection.first(
            "SELECT CAST(\(sum) AS SIGNED) FROM job_group WHERE id = ? AND account_id = ?",
            [.bytes(group), account.value]
        ) { try $0.int() } ?? 0
    }
}
