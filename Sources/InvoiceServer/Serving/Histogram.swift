/// Durations in buckets, as Prometheus's histograms have them.
struct Histogram: Equatable {
    /// The buckets' upper bounds in milliseconds: from an answer without the database to a large download.
    static let bounds: [Int64] = [5, 20, 100, 500, 2500, 10_000]

    /// The durations of each bucket alone; the last one is for longer ones than all bounds.
    private(set) var counts = [Int](repeating: 0, count: bounds.count + 1)
    private(set) var sum = Duration.zero

    mutating func add(_ duration: Duration) {
        let index = Self.bounds.firstIndex { duration <= .milliseconds($0) } ?? Self.bounds.count
        counts[index] += 1
        sum += duration
    }

    /// The values of the label `le`, each with the durations up to it.
    var cumulative: [(bound: String, count: Int)] {
        var total = 0
        let bounds = Self.bounds.map { "\(Double($0) / 1000)" } + ["+Inf"]
        return zip(bounds, counts).map { bound, count in
            total += count
            return (bound, total)
        }
    }
}
