/// Adjacent texts of one row in one piece of memory, for rows that are only passed on: a list has hundreds of texts,
/// and making a string of each would cost more than writing them.
package struct RowTexts: Sendable {
    /// The texts' places, then the bytes that the server sent.
    private let bytes: [UInt8]
    private let count: Int

    init(copying all: All) {
        let size = all.count * MemoryLayout<TextPlace>.size
        count = all.count
        bytes = [UInt8](unsafeUninitializedCapacity: size + all.memory.count) { buffer, filled in
            let memory = UnsafeMutableRawBufferPointer(buffer)
            memory.copyMemory(from: UnsafeRawBufferPointer(start: all.places, count: size))
            UnsafeMutableRawBufferPointer(rebasing: memory[size...]).copyMemory(from: all.memory)
            filled = size + all.memory.count
        }
    }

    /// The same texts with some of them replaced.
    package func replacing(_ texts: [Int: [UInt8]]) -> RowTexts {
        withAll { all in
            var memory: [UInt8] = []
            memory.reserveCapacity(all.memory.count + texts.values.reduce(0) { $0 + $1.count })
            let places = (0..<count).map { index -> TextPlace in
                let start = memory.count
                if let text = texts[index] {
                    memory += text
                } else if let text = all[index] {
                    memory += text
                } else {
                    return TextPlace(offset: TextPlace.null, count: 0)
                }
                return TextPlace(offset: UInt32(start), count: UInt32(memory.count - start))
            }
            return places.withUnsafeBytes { places in
                memory.withUnsafeBytes { memory in
                    RowTexts(copying: All(places: places.baseAddress, count: count, memory: memory))
                }
            }
        }
    }

    /// The UTF-8 of all texts, valid only inside `body`.
    package func withAll<Result>(_ body: (All) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBytes { bytes in
            let size = count * MemoryLayout<TextPlace>.size
            return try body(
                All(places: bytes.baseAddress, count: count, memory: UnsafeRawBufferPointer(rebasing: bytes[size...])))
        }
    }

    /// The texts without a copy.
    package struct All {
        /// `count` values of `TextPlace`.
        fileprivate let places: UnsafeRawPointer?
        fileprivate let count: Int
        fileprivate let memory: UnsafeRawBufferPointer

        init(places: UnsafeRawPointer?, count: Int, memory: UnsafeRawBufferPointer) {
            self.places = places
            self.count = count
            self.memory = memory
        }

        /// Nil for NULL.
        package subscript(index: Int) -> UnsafeRawBufferPointer? {
            precondition((0..<count).contains(index), "a text that the SELECT does not name")
            let place = places?.loadUnaligned(
                fromByteOffset: index * MemoryLayout<TextPlace>.size, as: TextPlace.self)
            guard let place, place.offset != TextPlace.null else { return nil }
            let start = Int(place.offset)
            return UnsafeRawBufferPointer(rebasing: memory[start..<start + Int(place.count)])
        }
    }

    /// The UTF-8 of one text; nil for NULL.
    package subscript(index: Int) -> [UInt8]? { withAll { $0[index].map(Array.init) } }
}

/// A text's place among the bytes. A packet of the database has at most a gigabyte, so 32 bits are enough.
struct TextPlace: BitwiseCopyable {
    /// The offset that means NULL.
    static let null = UInt32.max

    let offset: UInt32
    let count: UInt32

    init(offset: UInt32, count: UInt32) {
        (self.offset, self.count) = (offset, count)
    }

    init(_ column: Column, in memory: UnsafeRawBufferPointer) {
        guard let start = column.start, let first = memory.baseAddress else {
            (offset, count) = (TextPlace.null, 0)
            return
        }
        offset = UInt32(truncatingIfNeeded: start - first)
        count = UInt32(truncatingIfNeeded: column.count)
    }
}
