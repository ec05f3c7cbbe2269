/// Which rows to read: pages near the end are walked to from the end.
struct PageWindow {
    let isReversed: Bool
    let limit: Int
    let offset: Int

    init(_ request: ListRequest, total: Int) {
        // Behind the end there is nothing to look for, and where nothing matches, looking visits every row.
        let passed = min(request.offset, total)
        limit = min(request.limit, total - passed)
        isReversed = passed > total / 2
        offset = isReversed ? total - passed - limit : passed
    }

    private static let mostSteps = 40_000

    /// How many rows to pass on the way to the end of the page, with room for matches that lie unevenly; nil where
    /// walking does not pay.
    func steps(among rows: Int, hits: Int) -> Int? {
        guard hits > 0, limit > 0, offset < PageWindow.mostSteps else { return nil }
        let steps = 1000 + 4 * (offset + limit) * (rows / hits + 1)
        return steps <= PageWindow.mostSteps ? steps : nil
    }
}
