import Foundation
import Invoices
import Storage
import Synchronization

/// A queue in memory that does what a test says, and remembers what it was told.
final class ScriptedQueue: JobQueue {
    struct State {
        var waiting: [ClaimedJob] = []
        var events: [String] = []
        var workers = 0
        var isAway = false
        var beats = true
        var cancelRequests: [Job.ID] = []
        var progress = ClaimState.held
        var outcome = ClaimState.held
        var greatestClaim = 0
        /// What `complete`, and what `fail` throws, for good.
        var completeError: StorageError?
        var failError: StorageError?
        /// How often telling a step is refused before it is taken.
        var tellsRefused = 0
    }

    let state = Mutex(State())

    func change(_ body: @Sendable (inout State) -> Void) { state.withLock { body(&$0) } }

    var events: [String] { state.withLock { $0.events } }

    private func note<R: Sendable>(_ event: String, _ body: @Sendable (inout State) -> R) throws -> R {
        try state.withLock { state in
            if state.isAway { throw StorageError.unavailable }
            if !event.isEmpty { state.events.append(event) }
            return body(&state)
        }
    }

    private func note<R: Sendable>(
        _ event: String, throwing error: @Sendable (State) -> StorageError?, _ body: @Sendable (inout State) -> R
    ) throws -> R {
        let (result, refusal) = try note(event) { state in (body(&state), error(state)) }
        if let refusal { throw refusal }
        return result
    }

    func register(host: String, processID: Int32) throws -> Int {
        try note("register") {
            $0.workers += 1
            return $0.workers
        }
    }

    func beat(_ worker: Int) throws -> Bool { try note("beat") { $0.beats } }

    func claim(upTo limit: Int, for worker: Int, except accounts: Set<Account.ID>) throws -> [ClaimedJob] {
        try note("") { state in
            if accounts.isEmpty { state.greatestClaim = max(state.greatestClaim, limit) }
            let taken = Array(state.waiting.filter { !accounts.contains($0.account) }.prefix(limit))
            state.waiting.removeAll { job in taken.contains { $0.id == job.id } }
            return taken
        }
    }

    func cancelRequests(for worker: Int) throws -> [Job.ID] { try note("") { $0.cancelRequests } }
    func tell(_ progress: JobProgress, of job: ClaimedJob) throws -> ClaimState {
        let isRefused = try note("") { state in
            state.tellsRefused -= 1
            return state.tellsRefused >= 0
        }
        if isRefused { throw StorageError.unavailable }
        return try note("tell \(progress.currentStep?.rawValue ?? "nothing")") { $0.progress }
    }
    func complete(_ job: ClaimedJob, with reading: ReadResult) throws -> ClaimState {
        try note("complete \(job.documentName)", throwing: \.completeError) { $0.outcome }
    }
    func fail(_ job: ClaimedJob, with failure: JobFailure) throws -> ClaimState {
        let event = "fail \(job.documentName) \(failure.code.rawValue) \(failure.kind.rawValue)"
        return try note(event, throwing: \.failError) { $0.outcome }
    }
    func cancelled(_ job: ClaimedJob) throws -> ClaimState { try note("cancelled \(job.documentName)") { _ in .held } }
    func release(_ job: ClaimedJob) throws { try note("release \(job.documentName)") { _ in } }
    func reap() throws -> Int { try note("reap") { _ in 0 } }
    func nextDue() throws -> Duration? { nil }
    func deregister(_ worker: Int) throws { try note("deregister \(worker)") { _ in } }
}

extension ClaimedJob {
    static func sample(_ number: Int = 1) -> ClaimedJob { sample(number, ofAccount: 1) }

    static func sample(_ number: Int, ofAccount account: UInt64) -> ClaimedJob {
        ClaimedJob(
            id: Job.ID(seconds: 1, random: UInt64(number)), account: Account.ID(seconds: 1, random: account),
            group: nil,
            epoch: 1, attempt: 1, priority: .medium, documentName: "\(number)", documentURL: "document:0",
            documentType: nil, template: .anyInvoice, timeout: .seconds(60))
    }
}

extension ReadResult {
    static let empty = ReadResult(
        document: DocumentInfo(pages: 0, size: 1, format: .pdf), pages: [], extraction: Extraction())
}

/// Waits for a condition with a deadline; false when it never came true.
func eventually(within seconds: Double = 60, _ condition: () -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while !condition() {
        if ContinuousClock.now > deadline { return false }
        Thread.sleep(forTimeInterval: 0.005)
    }
    return true
}
