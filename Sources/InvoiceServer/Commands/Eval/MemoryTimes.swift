/// How long memory takes on each document.
struct MemoryTimes {
    /// What an extraction with memory takes longer than one without.
    private(set) var reading: [Duration] = []
    private(set) var learning: [Duration] = []

    mutating func addReading(_ with: Duration, without: Duration) { reading.append(with - without) }
    mutating func addLearning(_ time: Duration) { learning.append(time) }

    /// One line for people.
    var text: String {
        "memory: reading \(Self.text(reading)), learning \(Self.text(learning)) a document (median, 95th percentile)\n"
    }

    private static func text(_ times: [Duration]) -> String {
        guard !times.isEmpty else { return "–" }
        let ordered = times.sorted()
        let values = [ordered.count / 2, ordered.count * 95 / 100].map { ordered[$0] / .milliseconds(1) }
        return "\(values.map { "\(($0 * 10).rounded() / 10)" }.joined(separator: ", ")) ms"
    }
}
