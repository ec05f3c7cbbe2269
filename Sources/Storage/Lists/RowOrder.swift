import MariaDB

/// In which order rows belong, whatever order they arrive in: a join promises none.
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
        // As good as always.
        if zip(arrivals, arrivals.dropFirst()).allSatisfy(isRight) { return elements }
        return arrivals.sorted(by: isRight).map { elements[$0.index] }
    }
}
