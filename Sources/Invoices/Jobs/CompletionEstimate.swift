/// When a batch of jobs will be done, guessed from what its jobs took so far. All times are milliseconds.
///
/// Two things are measured apart. How long a job takes, for each kind of document by itself: a scan takes ten times as
/// long as a PDF with text, and short jobs end first, so that a mean over all that ended would promise too much. And how
/// many of the jobs ran at a time: less than may, by start-up, pauses, other people's jobs and the machine's own limits.
package struct CompletionEstimate: Sendable {
    /// The jobs whose documents are of one kind.
    package struct Kind: Sendable {
        package var completed = 0
        /// Their time, added up.
        package var completedTime = 0
        package var waiting = 0
        /// How long each of those that run has run.
        package var running: [Int] = []
        /// What such a job took on other occasions; nil when there was none.
        package var usual: Double?

        package init() {}
    }

    /// What is known from elsewhere counts like so many jobs.
    fileprivate static let weightOfUsual = 2.0

    package var kinds: [Int: Kind] = [:]
    package var parallelJobs: Int
    /// The time that was watched, and what its jobs ran in it, added up.
    package var watched = 0
    package var work = 0
    /// Until the last of those is due that wait for a later try.
    package var pause = 0

    package init(parallelJobs: Int) {
        self.parallelJobs = parallelJobs
    }

    /// Nil while the pace is unknown.
    package var remaining: Int? {
        guard watched > 0, work > 0, let standIn = meanOfAll else { return nil }
        let left = kinds.values.filter { $0.waiting > 0 || !$0.running.isEmpty }
        var (total, longest, jobs) = (0.0, 0.0, 0)
        for kind in left {
            let mean = kind.mean ?? max(standIn, Double(kind.running.max() ?? 0))
            let rests = kind.running.map { max(0, mean - Double($0)) }
            total += mean * Double(kind.waiting) + rests.reduce(0, +)
            longest = max(longest, kind.waiting > 0 ? mean : rests.max() ?? 0)
            jobs += kind.waiting + kind.running.count
        }
        let atATime = max(0.01, min(Double(work) / Double(watched), Double(min(parallelJobs, max(1, jobs)))))
        // Some of the places stand empty while the last jobs run.
        let tail = atATime > 1 ? longest / 2 * (1 - 1 / atATime) : 0
        return Int(max(total / atATime + tail, Double(pause)))
    }

    private var meanOfAll: Double? {
        let count = kinds.values.reduce(0) { $0 + $1.completed }
        guard count == 0 else { return Double(kinds.values.reduce(0) { $0 + $1.completedTime }) / Double(count) }
        let usual = kinds.values.compactMap(\.usual)
        return usual.isEmpty ? nil : usual.reduce(0, +) / Double(usual.count)
    }
}

extension CompletionEstimate.Kind {
    /// One that runs for longer than those that ended took says that the mean is too low.
    fileprivate var mean: Double? {
        let weight = usual == nil ? 0 : CompletionEstimate.weightOfUsual
        guard completed > 0 || weight > 0 else { return nil }
        let (count, time) = (Double(completed) + weight, Double(completedTime) + weight * (usual ?? 0))
        let longer = running.map(Double.init).filter { $0 > time / count }
        return (time + longer.reduce(0, +)) / (count + Double(longer.count))
    }
}
