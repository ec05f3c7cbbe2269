package import Invoices
import ReaderWire

extension OpenDocument {
    /// Reads all pages through the queue, spread over the readers. Calls `progress` with the number of pages done.
    package func readAllPages(
        in queue: PageQueue, deadline: ContinuousClock.Instant, cancellation: CancellationToken = CancellationToken(),
        progress: (Int) -> Void = { _ in }
    ) throws -> [ReadPage] {
        guard summary.pageCount > 0 else { return [] }
        return try PageRun(
            self, pages: Array(1...summary.pageCount), deadline: deadline, pageLimit: PageTime.passing,
            budget: PageBudget(), cancellation: cancellation
        )
        .run(in: queue, priority: .medium, progress: progress)
    }
}
