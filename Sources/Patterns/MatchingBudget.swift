import Glibc

/// The processor time and the memory that all rules of one template may take on one document together.
///
/// Each search has limits of its own, but a template has hundreds of rules, a document hundreds of pages, and a rule may
/// match at every character. So each step asks here before it is taken.
package final class MatchingBudget {
    /// What ran short.
    package enum Shortage: Sendable { case time, memory, matches }

    /// Bytes held now, as those who hold them have counted them.
    package private(set) var held = 0
    /// The most bytes that were ever held at one time.
    package private(set) var most = 0

    private let memory: Int
    private var time: Duration
    /// The processor time at which the work that is being counted began; nil while none is.
    private var begun: Duration?

    package init(time: Duration = .seconds(5), memory: Int = 64 << 20) {
        self.time = time
        self.memory = memory
    }

    var memoryLeft: Int { memory - held }

    /// Asks for memory before it is taken; throws when there is not so much.
    package func spend(bytes: Int) throws(PatternError) {
        guard bytes <= memoryLeft else { throw .gaveUp(.memory) }
        held += bytes
        most = max(most, held)
    }

    package func giveBack(bytes: Int) { held = max(0, held - bytes) }

    /// All that was asked for since `held` was this much is free again.
    package func giveBack(to held: Int) { self.held = min(self.held, held) }

    /// What `body` asks for is free when it ends, also by an error.
    package func temporarily<Result, Failure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let before = held
        defer { giveBack(to: before) }
        return try body()
    }

    /// Counts the processor time of `body`; within another `counting` it is counted there.
    package func counting<Result, Failure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        guard begun == nil else { return try body() }
        let start = Self.processorTime
        begun = start
        defer {
            time -= Self.processorTime - start
            begun = nil
        }
        return try body()
    }

    /// Throws once the time is used up, then and ever after.
    package func checkTime() throws(PatternError) { _ = try deadline(of: .zero) }

    /// When a step must end that may take so long by itself; throws once the time is used up.
    func deadline(of step: Duration) throws(PatternError) -> Duration {
        let now = Self.processorTime
        let left = time - (begun.map { now - $0 } ?? .zero)
        guard left > .zero else { throw .gaveUp(.time) }
        return now + min(step, left)
    }

    /// Of this thread: by the clock on the wall a busy machine would read other values than an idle one.
    static var processorTime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
