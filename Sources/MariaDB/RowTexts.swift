/// Neighbouring texts of one row in one piece of memory, for rows that are only passed on: a list has hundreds of
/// texts, and making each a string of its own would cost more than writing them out.
package struct RowTexts: Sendable {
    /// First the texts' ends, four bytes each, then the texts.
    private let bytes: [UInt8]
    private let count: Int

    /// Copies the columns' contents, which must be texts or bytes.
    init(_ columns: Slice<UnsafeMutableBufferPointer<Column>>) {
        count = columns.count
        let size = columns.reduce(columns.count * RowTexts.endSize) { $0 + $1.contentCount }
        bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            let memory = UnsafeMutableRawBufferPointer(buffer)
            filled = columns.count * RowTexts.endSize
            for (index, column) in columns.enumerated() {
                column.copyContent(to: UnsafeMutableRawBufferPointer(rebasing: memory[filled...]))
                filled += column.contentCount
                let end = column.isNull ? RowTexts.null : UInt32(truncatingIfNeeded: filled)
                memory.storeBytes(of: end, toByteOffset: index * RowTexts.endSize, as: UInt32.self)
            }
        }
    }

    private static let endSize = MemoryLayout<UInt32>.size
    /// No text ends there: a packet of the database is not as large.
    private static let null = UInt32.max

    /// The UTF-8 of one of them; nil for NULL.
    package subscript(index: Int) -> ArraySlice<UInt8>? {
        guard let end = end(index) else { return nil }
        var start = count * RowTexts.endSize
        for earlier in stride(from: index - 1, through: 0, by: -1) {
            guard let found = self.end(earlier) else { continue }
            start = found
            break
        }
        return bytes[start..<end]
    }

    private func end(_ index: Int) -> Int? {
        precondition((0..<count).contains(index), "a text that the SELECT does not name")
        let end = bytes.withUnsafeBytes { $0.load(fromByteOffset: index * RowTexts.endSize, as: UInt32.self) }
        return end == RowTexts.null ? nil : Int(end)
    }
}
