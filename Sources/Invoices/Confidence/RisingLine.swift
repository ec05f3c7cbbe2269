package import JSON

/// A line that rises from point to point: of what speaks for a value, the share of such values that was right.
package struct RisingLine: Sendable {
    private let points: [(raw: Double, share: Double)]

    /// Reads `[[raw, share], …]`, sorted by `raw`; nil for anything else, and for no point.
    package init?(_ json: JSONValue?) {
        let points = (json?.array ?? []).compactMap { point -> (raw: Double, share: Double)? in
            guard let pair = point.array, pair.count == 2, let raw = pair[0].double, let share = pair[1].double
            else { return nil }
            return (raw, share)
        }
        guard !points.isEmpty, points.count == json?.array?.count else { return nil }
        self.points = points
    }

    /// Between two points in proportion; before the first and behind the last as there.
    package func share(at raw: Double) -> Double {
        guard let first = points.first, let last = points.last else { return raw }
        if raw <= first.raw { return first.share }
        for (left, right) in zip(points, points.dropFirst()) where raw <= right.raw {
            return left.share + (right.share - left.share) * (raw - left.raw) / max(right.raw - left.raw, 1e-9)
        }
        return last.share
    }
}
