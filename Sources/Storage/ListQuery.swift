import Invoices
import MariaDB

/// A list as SQL: which rows, in which order, how many in all.
struct ListQuery {
    private let resource: Resource
    private let request: ListRequest
    private let account: Account.ID
    private let condition: SQLPart?
    private let joins: Set<ResourceField.Join>

    init(_ resource: Resource, _ request: ListRequest, of account: Account.ID) throws {
        self.resource = resource
        self.request = request
        self.account = account
        var sql = FilterSQL(resource)
        condition = try request.filter.map { try sql.sql($0.condition) }
        joins = sql.joins.union([request.sort.field.join])
    }

    /// The rows' columns, each row made into a value. `joined` follows the resource's own table `r`.
    func rows<Element>(
        _ columns: String, joined: String = "", total: Int, on connection: Connection, _ make: (Row) throws -> Element
    ) throws -> [Element] {
        guard request.offset < total else { return [] }
        let window = Window(request, total: total)
        let matching = matching()
        let sql = """
            SELECT \(columns)
            FROM (SELECT r.id FROM \(matching.text) ORDER BY \(order(reversed: window.isReversed)) LIMIT ? OFFSET ?) k
            JOIN \(resource.table) r ON r.id = k.id \(joined)
            ORDER BY \(order(reversed: false))
            """
        return try connection.rows(sql, matching.values + [.int(window.limit), .int(window.offset)], make)
    }

    /// How many match: from kept counts where they say it, else counted.
    func total(on connection: Connection) throws -> Int {
        if let kept = try KeptTotal(resource, request, account).read(on: connection) { return kept }
        let matching = matching()
        return try connection.first("SELECT COUNT(*) FROM \(matching.text)", matching.values) { try $0.int() } ?? 0
    }

    /// Everything after FROM: table, joins and conditions.
    private func matching() -> SQLPart {
        var sql = SQLPart(text: "\(resource.table) r")
        if let search = request.search {
            let hits = SearchText.hits(search, resource, account)
            sql = SQLPart(text: "(\(hits.text)) s JOIN \(resource.table) r ON r.id = s.id", values: hits.values)
        }
        if joins.contains(.detail) { sql.text += " " + resource.detailJoin }
        if joins.contains(.result) { sql.text += " " + JobRows.resultJoin }
        sql.text += " WHERE r.account_id = ?"
        sql.values.append(account.value)
        if let condition {
            sql.text += " AND " + condition.text
            sql.values += condition.values
        }
        return sql
    }

    /// The id settles what the sort leaves open, so that pages of a list neither repeat nor miss a row.
    private func order(reversed: Bool) -> String {
        let direction = request.isDescending != reversed ? "DESC" : "ASC"
        let column = "\(request.sort.field.column) \(direction)"
        // Beside a unique column the id would keep the server from reading in the index's order.
        return request.sort.field.isUnique ? column : column + ", r.id \(direction)"
    }
}

/// Which rows to read: pages near the end are walked to from the end.
private struct Window {
    let isReversed: Bool
    let limit: Int
    let offset: Int

    init(_ request: ListRequest, total: Int) {
        let fromEnd = total - request.offset - request.limit
        isReversed = request.offset > total / 2
        limit = isReversed ? min(request.limit, total - request.offset) : request.limit
        offset = isReversed ? max(0, fromEnd) : request.offset
    }
}

/// A total that needs no counting: all, by status, by group.
private struct KeptTotal {
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
            return try Tally.count(resource.slots, of: account, on: connection)
        }
        guard let tests = tests(filter.condition) else { return nil }
        guard !tests.isEmpty else { return try Tally.count(resource.slots, of: account, on: connection) }
        let byField = Dictionary(grouping: tests, by: \.field)
        guard byField.values.allSatisfy({ $0.count == 1 }), let statuses = statuses(byField["status"]?[0]) else {
            return nil
        }
        if byField.keys.allSatisfy({ $0 == "status" }) {
            return try Tally.count(statuses.map { resource.slots[$0] }, of: account, on: connection)
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

    private func count(_ statuses: [JobStatus], in group: [UInt8], on connection: Connection) throws -> Int {
        let sum = statuses.map(\.rawValue).joined(separator: " + ")
        guard !sum.isEmpty else { return 0 }
        return try connection.first(
            "SELECT CAST(\(sum) AS SIGNED) FROM job_group WHERE id = ? AND account_id = ?",
            [.bytes(group), account.value]
        ) { try $0.int() } ?? 0
    }
}

extension Resource {
    var table: String {
        switch self {
        case .job: "job"
        case .group: "job_group"
        case .template: "template"
        case .page: "page"
        }
    }

    var detailJoin: String {
        switch self {
        case .job: "JOIN job_detail d ON d.job_id = r.id"
        case .group: "JOIN group_detail d ON d.group_id = r.id"
        case .page: "JOIN page_detail d ON d.page_id = r.id"
        case .template: ""
        }
    }

    /// The tally's slots, by status where there is one.
    var slots: [Int] {
        switch self {
        case .job: JobStatus.allCases.map(Tally.jobs)
        case .group: GroupStatus.allCases.map(Tally.groups)
        case .template: [Tally.templates]
        case .page: PageStatus.allCases.map(Tally.pages)
        }
    }
}
