/// Names and most values are so short that calling memcpy takes longer than copying.
extension UnsafeMutableRawBufferPointer {
    /// Copies `bytes`, for which there is capacity.
    @inline(__always)
    func copyShort(_ bytes: UnsafeRawBufferPointer) {
        switch bytes.count {
        case 4..<8: copyEnds(UInt32.self, bytes)
        case 8...16: copyEnds(UInt64.self, bytes)
        case 17...32: copyEnds(SIMD16<UInt8>.self, bytes)
        default: copyMemory(from: bytes)
        }
    }

    /// Copies one to two words of bytes as the first word and the last word, which may overlap.
    @inline(__always)
    private func copyEnds<Word: BitwiseCopyable>(_ word: Word.Type, _ bytes: UnsafeRawBufferPointer) {
        let end = bytes.count - MemoryLayout<Word>.size
        let (first, last) = (bytes.loadUnaligned(as: word), bytes.loadUnaligned(fromByteOffset: end, as: word))
        storeBytes(of: first, as: word)
        storeBytes(of: last, toByteOffset: end, as: word)
    }
}
