import Foundation
import Invoices

/// The one queue of page operations of this process: as wide as there are cores, urgent pages first.
package final class PageQueue: Sendable {
    private let queue: OperationQueue
    package let width: Int

    package init(width: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.width = width
        queue = OperationQueue()
        queue.name = "pages"
        queue.maxConcurrentOperationCount = width
    }

    /// An urgent document's page passes the remaining pages of a long one.
    func add(_ priority: Priority, _ work: @escaping @Sendable () -> Void) {
        let operation = BlockOperation(block: work)
        operation.queuePriority =
            switch priority {
            case .low: .low
            case .medium: .normal
            case .high: .high
            case .urgent: .veryHigh
            }
        queue.addOperation(operation)
    }
}
