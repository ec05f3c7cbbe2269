import Foundation
import Invoices
import Threads

/// The one queue of page operations of this process: as wide as there are cores, urgent pages first.
package final class PageQueue: Sendable {
    private let pool: ThreadPool
    package let width: Int

    package init(width: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.width = width
        // A page's words are taken from JSON as deep as a document nests them.
        pool = ThreadPool("page", width: width, urgencies: Priority.allCases.count, stack: 8 << 20)
    }

    /// Makes the threads beforehand, which is else done when there is work for them.
    package func start() throws { try pool.start() }

    /// An urgent document's page passes the remaining pages of a long one. Throws when the machine has no thread for it.
    func add(_ priority: Priority, _ work: @escaping @Sendable () -> Void) throws {
        try pool.add(urgency: priority.rank, work)
    }
}
