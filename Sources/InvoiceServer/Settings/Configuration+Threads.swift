import Queueing
import Threads

extension Configuration {
    /// What a process of these settings makes at most: threads of its own, and the readers' processes.
    func threadNeed(listens: Bool, reads: Bool) -> ThreadNeed {
        // Two of a notifier's deliveries look a name up, each on a thread that may be late.
        var threads = Self.always + 2 * Notifier.threads
        if listens { threads += self.threads + Self.listening }
        guard reads else { return ThreadNeed(threads: threads, processes: 0) }
        // A job's own and the one that looks its document's host up; a page's; the lease, the reaper, the dispatcher, two
        // for what processes without readers ask for.
        threads += 2 * (jobs + JobPlaces.reserve) + readers + Self.reading
        // A reader and its fork each.
        return ThreadNeed(threads: threads, processes: 2 * (readers + Server.trials))
    }

    /// How many jobs run here at once: a core's worth, and one that is fetched meanwhile.
    var jobs: Int { readers + 1 }

    /// The stop, housekeeping and the watch on the database's strain.
    private static let always = 3
    /// Who receives requests that are slow to arrive.
    private static let listening = 1
    private static let reading = 5
}
