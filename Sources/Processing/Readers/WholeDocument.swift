package import Invoices
import ReaderWire

extension OpenDocument {
    /// Reads all pages through the queue, spread over the readers; `told` hears how many are done.
    package func readAllPages(
        in queue: PageQueue, deadline: ContinuousClock.Instant, halt: Halt = Halt(), told: (Int) -> Void = { _ in }
    ) throws -> [ReadPage] {
        guard lookOver.pageCount > 0 else { return [] }
        return try PageRun(
            self, pages: Array(1...lookOver.pageCount), deadline: deadline, pageLimit: PageTime.passing,
            budget: PageBudget(), halt: halt
        )
        .run(in: queue, priority: .medium, told: told)
    }
}
