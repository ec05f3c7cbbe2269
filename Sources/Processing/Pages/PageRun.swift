import Dispatch
import Invoices
import Synchronization

/// Reads the pages of one document through the queue; the job's thread waits here for them.
final class PageRun: Sendable {
    private struct State {
        var open: Int
        var startedAt: [Int: ContinuousClock.Instant] = [:]
        var read: [Int: ReadPage] = [:]
        var failure: (any Error)?
    }

    private let document: any OpenDocument
    private let pages: [Int]
    private let deadline: ContinuousClock.Instant
    private let pageLimit: Duration
    private let budget: PageBudget
    private let state: Mutex<State>
    private let changed = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - pages: The numbers of the pages to read.
    ///   - budget: The budget of the whole job, which may have more documents.
    init(
        _ document: any OpenDocument, pages: [Int], deadline: ContinuousClock.Instant, pageLimit: Duration,
        budget: PageBudget, cancellation: CancellationToken
    ) {
        self.document = document
        self.pages = pages
        self.deadline = deadline
        self.pageLimit = pageLimit
        self.budget = budget
        state = Mutex(State(open: pages.count))
        cancellation.onSet { [self] in end(with: Cancelled()) }
    }

    /// Reads the pages, spread over the readers. Calls `progress` with the number of pages done, on the caller's thread.
    func run(in queue: PageQueue, priority: Priority, progress: (Int) -> Void) throws -> [ReadPage] {
        for number in pages {
            do { try queue.add(priority) { [self] in read(number) } } catch {
                end(with: JobFailure.machine("\(error)"))
                state.withLock { $0.open -= 1 }
            }
        }
        var last = 0
        while state.withLock({ $0.open > 0 }) {
            watchClock()
            _ = changed.wait(timeout: .now() + .milliseconds(500))
            let done = state.withLock { $0.read.count }
            if done > last, done < pages.count { progress(done) }
            last = done
        }
        return try state.withLock { state in
            if let failure = state.failure { throw failure }
            return state.read.values.sorted { $0.page.number < $1.page.number }
        }
    }

    private func read(_ number: Int) {
        let isWanted = state.withLock { state in
            if state.failure == nil { state.startedAt[number] = .now }
            return state.failure == nil
        }
        var failure: (any Error)?
        if isWanted {
            do {
                let page = try document.read(page: number)
                try budget.take(page)
                state.withLock { $0.read[number] = page }
            } catch { failure = error }
        }
        if let failure { end(with: failure) }
        state.withLock { state in
            state.startedAt[number] = nil
            state.open -= 1
        }
        changed.signal()
    }

    /// Keeps the first failure: the others are its consequences.
    private func end(with failure: any Error) {
        let isFirst = state.withLock { state in
            defer { state.failure = state.failure ?? failure }
            return state.failure == nil
        }
        if isFirst { document.stop() }
    }

    /// A C call cannot be interrupted, so this kills the reader.
    private func watchClock() {
        let now = ContinuousClock.now
        let slowest = state.withLock { $0.startedAt.min { $0.value < $1.value } }
        if now >= deadline {
            end(with: JobFailure.timedOut)
        } else if let slowest, now - slowest.value >= pageLimit {
            end(with: JobFailure.pageWaited(slowest.key))
        }
    }
}

extension JobFailure {
    static let timedOut = JobFailure(
        .timedOut, "Reading took longer than the group's time limit. Please send the document in smaller parts.")

    static func pageTimedOut(_ number: Int) -> JobFailure {
        JobFailure(.timedOut, "Page \(number) is too complicated to be read in time. Please send it as a plain scan.")
    }

    static let timedOutOpening = JobFailure(
        .timedOut, "The document is too complicated to be opened in time. Please send it as a plain scan.")

    /// The page used little processor time, so it is not the cause.
    static func pageWaited(_ number: Int) -> JobFailure {
        JobFailure(
            .timedOut, "Page \(number) was not read in time: the server is too busy. Please try again later.",
            kind: .transient)
    }
}
