import MariaDB

/// In which order rows belong, whatever order they arrive in: a join promises none.
///
/// Sorting them here costs next to nothing. An ORDER BY over the join makes the database carry the rows with all their texts
/// into a temporary table: 2.2 times its CPU for a page of 50 jobs, 3 times for one of 10 (docs/decisions/prefetch.md).
struct RowOrder {
    private struct Arrival {
        let time: Int64
        let id: RowID
        let index: Int

        func isBefore(_ other: Arrival) -> Bool { time != other.time ? time < other.time : id < other.id }
    }

    /// What `note` reads.
    static let columns = "r.created_at, r.id"

    private var arrivals: [Arrival] = []

    mutating func note(_ row: Row) throws {
        arrivals.append(Arrival(time: try row.time(), id: try row.id(), index: arrivals.count))
    }

    /// What was made of the rows, the one that was made first at the beginning or at the end.
    func sorted<Element>(_ elements: [Element], descending: Bool) -> [Element] {
        func isRight(_ left: Arrival, _ right: Arrival) -> Bool {
            descending ? right.isBefore(left) : left.isBefore(right)
        }
        // Nearly always, since the join reads the page in its order.
        if zip(arrivals, arrivals.dropFirst()).allSatisfy(isRight) { return elements }
        return arrivals.sorted(by: isRight).map { elements[$0.index] }
    }
}
