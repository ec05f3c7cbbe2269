import Invoices
import MariaDB

/// Finds a page of matches in the order in which the rows came, by walking along that order instead of sorting all matches:
/// where a good part of the rows matches, a page is full after a few steps.
///
/// Each way answers nil where it does not lead there: few match, the page lies deep, or the matches lie elsewhere.
struct IndexWalk {
    typealias Page = (ids: [RowID], total: Int)

    /// Hits of a search that are looked at one by one.
    private static let nearHits = 500

    let resource: Resource
    let request: ListRequest
    let account: Account.ID

    /// To jobs that have a value in their metadata: whether one has it is looked up on the way.
    func page(of hits: MetadataHits, on connection: Connection) throws -> Page? {
        let total = try connection.first(hits.count.text, hits.count.values) { try $0.int() } ?? 0
        let window = PageWindow(request, total: total)
        // Fewer are brought into order as quickly.
        guard total > 5000, let steps = try steps(to: window, total, on: connection) else { return nil }
        let order = order(reversed: window.isReversed)
        let found = try connection.rows(
            """
            SELECT r.id FROM (SELECT r.id, r.created_at FROM job r FORCE INDEX (created) WHERE r.account_id = ?
                ORDER BY \(order) LIMIT ?) r
            WHERE \(hits.holds.text) ORDER BY \(order) LIMIT ? OFFSET ?
            """,
            [account.value, .int(steps)] + hits.holds.values + [.int(window.limit), .int(window.offset)]
        ) { try $0.id() as RowID }
        guard found.count == window.limit else { return nil }
        return (window.isReversed ? found.reversed() : found, total)
    }

    /// To what a search found. Ids begin with the second in which they were made, so that the hits with the greatest ids
    /// are those that come first, nearly: only what is certain counts.
    func page(ofSearch hits: SQLPart, on connection: Connection) throws -> Page? {
        let direction = request.isDescending ? "DESC" : "ASC"
        let near = try connection.rows(
            "SELECT SQL_CALC_FOUND_ROWS s.id FROM (\(hits.text)) s ORDER BY s.id \(direction) LIMIT \(IndexWalk.nearHits)",
            hits.values
        ) { try $0.id() as RowID }
        let total = try connection.first("SELECT FOUND_ROWS()") { try $0.int() } ?? 0
        guard total > near.count else { return (try sorted(near, on: connection), total) }
        let window = PageWindow(request, total: total)
        guard !window.isReversed, let steps = try steps(to: window, total, on: connection) else { return nil }
        let passed = try connection.rows(
            """
            SELECT r.id FROM \(resource.table) r FORCE INDEX (created) WHERE r.account_id = ?
            ORDER BY \(order(reversed: false)) LIMIT ?
            """, [account.value, .int(steps)]
        ) { try $0.id() as RowID }
        return ids(of: window, along: passed, among: near).map { ($0, total) }
    }

    /// A row beyond the last of `near` may be a hit or not: there the way ends.
    private func ids(of window: PageWindow, along passed: [RowID], among near: [RowID]) -> [RowID]? {
        guard let last = near.last else { return nil }
        let hits = Set(near)
        var found: [RowID] = []
        for id in passed {
            guard request.isDescending ? id >= last : id <= last else { return nil }
            if hits.contains(id) { found.append(id) }
            if found.count == window.offset + window.limit { return Array(found.dropFirst(window.offset)) }
        }
        return nil
    }

    /// A page of few ids, all that there are.
    private func sorted(_ ids: [RowID], on connection: Connection) throws -> [RowID] {
        guard let last = ids.last else { return [] }
        // Filled up to one of a few lengths, so that there are few statements to prepare.
        let room = [10, 100, IndexWalk.nearHits].first { $0 >= ids.count } ?? ids.count
        let wanted = ids + repeatElement(last, count: room - ids.count)
        return try connection.rows(
            """
            SELECT r.id FROM \(resource.table) r WHERE r.account_id = ? AND r.id IN (\(placeholders(room)))
            ORDER BY \(order(reversed: false)) LIMIT ? OFFSET ?
            """, [account.value] + wanted.map(\.value) + [.int(request.limit), .int(request.offset)]
        ) { try $0.id() as RowID }
    }

    private func steps(to window: PageWindow, _ total: Int, on connection: Connection) throws -> Int? {
        window.steps(among: try Counters.count(resource.slots, of: account, on: connection), hits: total)
    }

    private func order(reversed: Bool) -> String {
        let direction = request.isDescending != reversed ? "DESC" : "ASC"
        return "r.created_at \(direction), r.id \(direction)"
    }
}
