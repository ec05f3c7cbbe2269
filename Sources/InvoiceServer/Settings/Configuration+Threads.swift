import Queueing
import Threads

extension Configuration {
    /// The most that a process with these settings starts: its own threads, and the readers' processes.
    func threadNeed(listens: Bool, reads: Bool) -> ThreadNeed {
        // Each of a notifier's threads may have a second one that looks a host name up.
        var threads = Self.always + 2 * Notifier.threads + (metricsFile == nil ? 0 : 1)
        if listens { threads += self.threads + Self.listening }
        guard reads else { return ThreadNeed(threads: threads, processes: 0) }
        // For each job its own thread and one that looks its document's host up; one for each page; the lease, the
        // reaper, the dispatcher, the memory, and two for requests of processes without readers.
        threads += 2 * (jobs + JobPlaces.reserve) + readers + Self.reading
        // Each reader has a fork.
        return ThreadNeed(threads: threads, processes: 2 * (readers + Server.trials))
    }

    /// How many jobs run here at once: one for each core, and one that is downloaded in the meantime.
    var jobs: Int { readers + 1 }

    /// The threads for stopping, housekeeping and the purge lag.
    private static let always = 3
    /// The thread that receives requests that arrive slowly.
    private static let listening = 1
    private static let reading = 6
}
