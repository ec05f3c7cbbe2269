/// Neighbouring texts of one row in one piece of memory, for rows that are only passed on: a list has hundreds of
/// texts, and making each a string of its own would cost more than writing them out.
package struct RowTexts: Sendable {
    /// First the texts' ends, four bytes each, then the texts.
    private let bytes: [UInt8]
    private let count: Int

    /// Copies the columns' contents, which must be texts or bytes.
    init(_ columns: Slice<UnsafeMutableBufferPointer<Column>>) {
        let count = columns.count
        let size = columns.reduce(count * RowTexts.endSize) { $0 + $1.content.count }
        self.count = count
        bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            let memory = UnsafeMutableRawBufferPointer(buffer)
            filled = count * RowTexts.endSize
            for (index, column) in columns.enumerated() {
                let content = column.content
                UnsafeMutableRawBufferPointer(rebasing: memory[filled...]).copyMemory(from: content)
                filled += content.count
                let end = UInt32(truncatingIfNeeded: filled) | (column.isNull ? RowTexts.null : 0)
                memory.storeBytes(of: end, toByteOffset: index * RowTexts.endSize, as: UInt32.self)
            }
        }
    }

    private static let endSize = MemoryLayout<UInt32>.size
    /// Marks the end of a text that is none: NULL. A packet of the database is not so large that an end needs this bit.
    private static let null: UInt32 = 1 << 31

    /// The UTF-8 of all of them, to be looked at only inside `body`.
    package func withAll<Result>(_ body: (All) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBytes { try body(All(memory: $0, count: count)) }
    }

    /// The texts where they lie; NULL is nil.
    package struct All {
        fileprivate let memory: UnsafeRawBufferPointer
        fileprivate let count: Int

        package subscript(index: Int) -> UnsafeRawBufferPointer? {
            precondition((0..<count).contains(index), "a text that the SELECT does not name")
            let end = end(index)
            guard end & RowTexts.null == 0 else { return nil }
            let start = index > 0 ? Int(self.end(index - 1) & ~RowTexts.null) : count * RowTexts.endSize
            return UnsafeRawBufferPointer(rebasing: memory[start..<Int(end)])
        }

        private func end(_ index: Int) -> UInt32 {
            memory.load(fromByteOffset: index * RowTexts.endSize, as: UInt32.self)
        }
    }

    /// The UTF-8 of one of them; nil for NULL.
    package subscript(index: Int) -> [UInt8]? { withAll { $0[index].map(Array.init) } }
}
