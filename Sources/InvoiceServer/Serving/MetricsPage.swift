/// Prometheus's text format.
struct MetricsPage {
    enum Kind: String { case gauge, counter, histogram }

    private(set) var text = ""

    /// `samples` are the labels, as written in the braces, and the value.
    mutating func add(_ name: String, _ help: String, _ kind: Kind, _ samples: [(labels: String, value: Int)]) {
        begin(name, help, kind)
        for sample in samples {
            text += sample.labels.isEmpty ? "\(name) \(sample.value)\n" : "\(name){\(sample.labels)} \(sample.value)\n"
        }
    }

    /// Histograms of seconds; each has labels.
    mutating func add(_ name: String, _ help: String, _ samples: [(labels: String, value: Histogram)]) {
        begin(name, help, .histogram)
        for (labels, histogram) in samples {
            for (bound, count) in histogram.cumulative {
                text += "\(name)_bucket{\(labels),le=\"\(bound)\"} \(count)\n"
            }
            text += "\(name)_sum{\(labels)} \(histogram.sum / .seconds(1))\n"
            text += "\(name)_count{\(labels)} \(histogram.counts.reduce(0, +))\n"
        }
    }

    private mutating func begin(_ name: String, _ help: String, _ kind: Kind) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }
}
