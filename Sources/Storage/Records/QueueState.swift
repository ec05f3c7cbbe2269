/// Where a job stands in the queue; only `ready` jobs lie in the range that a claim reads.
///
///     none → held → ready → running → none        held: its group's limit is reached
///       └──────────→┘ ↑        └→ waiting → held or ready, when it is due
enum QueueState: Int, Sendable, CaseIterable {
    case none = 0
    case ready = 1
    case running = 2
    case waiting = 3
    case held = 4

    /// Takes one of its group's parallelJobs: a group never has more ready and running jobs than that.
    var isActive: Bool { self == .ready || self == .running }
}
