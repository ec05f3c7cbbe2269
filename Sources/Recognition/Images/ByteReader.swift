/// Reads numbers of a file in memory; nil behind its end.
package struct ByteReader {
    private let bytes: [UInt8]
    private let isLittleEndian: Bool

    package init(_ bytes: [UInt8], isLittleEndian: Bool = false) {
        (self.bytes, self.isLittleEndian) = (bytes, isLittleEndian)
    }

    package var count: Int { bytes.count }

    package func byte(_ at: Int) -> Int? { at >= 0 && at < bytes.count ? Int(bytes[at]) : nil }

    package func short(_ at: Int) -> Int? { number(at, size: 2) }

    package func long(_ at: Int) -> Int? { number(at, size: 4) }

    /// Nil unless all of it is there.
    package func part(_ start: Int, _ length: Int) -> ArraySlice<UInt8>? {
        guard start >= 0, length >= 0, start <= bytes.count, length <= bytes.count - start else { return nil }
        return bytes[start..<start + length]
    }

    private func number(_ at: Int, size: Int) -> Int? {
        guard let part = part(at, size) else { return nil }
        return (isLittleEndian ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
    }
}
