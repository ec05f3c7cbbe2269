import Foundation
import Invoices
import Threads

/// This process's queue of page operations: one thread for each reader, urgent pages first.
package final class PageQueue: Sendable {
    private let pool: ThreadPool
    package let width: Int

    package init(width: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.width = width
        // Parsing the JSON of a page recurses as deep as its document nests it.
        pool = ThreadPool("page", width: width, urgencies: Priority.allCases.count, stack: 8 << 20)
    }

    /// Creates the threads now, instead of when there is work for them.
    package func start() throws { try pool.start() }

    /// Pages of urgent documents go before the remaining pages of others. Throws if the machine has no thread for it.
    func add(_ priority: Priority, _ work: @escaping @Sendable () -> Void) throws {
        try pool.add(urgency: priority.rank, work)
    }
}
