import Invoices
import Patterns

/// Bytes with the number of the word behind each; the memory for more of them is asked for before it is taken.
struct PrintedBytes: Sendable {
    /// Owner of bytes that no word stands behind: spaces and line ends.
    static let nobody: Int32 = -1

    private(set) var bytes: [UInt8] = []
    private(set) var owners: [Int32] = []
    /// Bytes that fit in before more memory is needed.
    private var room = 0

    /// What this takes of a budget.
    var size: Int { room * Self.sizeOfByte }

    private static let sizeOfByte = MemoryLayout<UInt8>.size + MemoryLayout<Int32>.size

    var count: Int { bytes.count }

    mutating func append(
        _ new: some Collection<UInt8>, of owner: Int32, within budget: MatchingBudget
    ) throws(PatternError) {
        try makeRoom(for: new.count, within: budget)
        bytes += new
        owners += repeatElement(owner, count: new.count)
    }

    mutating func append(
        _ range: Range<Int>, from other: PrintedBytes, within budget: MatchingBudget
    ) throws(PatternError) {
        try makeRoom(for: range.count, within: budget)
        bytes += other.bytes[range]
        owners += other.owners[range]
    }

    /// Twice as much each time, so that each byte is moved once or twice in all.
    private mutating func makeRoom(for more: Int, within budget: MatchingBudget) throws(PatternError) {
        let needed = bytes.count + more
        guard needed > room else { return }
        let before = size
        let wanted = max(needed, 2 * room, 256)
        try budget.spend(bytes: wanted * Self.sizeOfByte)
        bytes.reserveCapacity(wanted)
        owners.reserveCapacity(wanted)
        room = wanted
        budget.giveBack(bytes: before)
    }
}
