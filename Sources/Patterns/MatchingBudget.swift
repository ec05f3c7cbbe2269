import Glibc

/// The processor time and memory that all rules of one template together may use on one document.
///
/// Each search has limits of its own, but a template has hundreds of rules, a document hundreds of pages, and a rule
/// may match at every character. So each step checks the budget first.
package final class MatchingBudget {
    /// What ran short.
    package enum Shortage: Sendable { case time, memory, matches }

    /// The bytes held now, as counted by their holders.
    package private(set) var held = 0
    /// The most bytes held at any time.
    package private(set) var most = 0

    private let memory: Int
    private var time: Duration
    /// The processor time at which the counted work began; nil while nothing is counted.
    private var begun: Duration?

    package init(time: Duration = .seconds(5), memory: Int = 64 << 20) {
        self.time = time
        self.memory = memory
    }

    var memoryLeft: Int { memory - held }

    /// Counts memory before it is allocated. Throws if the budget does not have that much.
    package func spend(bytes: Int) throws(PatternError) {
        guard bytes <= memoryLeft else { throw .gaveUp(.memory) }
        held += bytes
        most = max(most, held)
    }

    package func giveBack(bytes: Int) { held = max(0, held - bytes) }

    /// Frees everything that was counted since `held` had this value.
    package func giveBack(to held: Int) { self.held = min(self.held, held) }

    /// Frees what `body` counted when it ends, also after an error.
    package func temporarily<Result, Failure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let before = held
        defer { giveBack(to: before) }
        return try body()
    }

    /// Counts the processor time of `body`. A nested `counting` counts nothing twice.
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

    /// Throws once the time is used up.
    package func checkTime() throws(PatternError) { _ = try deadline(of: .zero) }

    /// The deadline of a step with that limit of its own. Throws once the time is used up.
    func deadline(of step: Duration) throws(PatternError) -> Duration {
        let now = Self.processorTime
        let left = time - (begun.map { now - $0 } ?? .zero)
        guard left > .zero else { throw .gaveUp(.time) }
        return now + min(step, left)
    }

    /// This thread's processor time: with wall time, a busy machine would find other values than an idle one.
    static var processorTime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
