/// A file in a PDF. It is decoded when it is asked for, since a PDF may hold many and large ones.
package struct PDFAttachment {
    /// As the PDF says it; empty where it says none.
    package let name: String
    let decode: (inout CappedBytes) -> Bool

    /// Nil if the file is longer than `limit`, cannot be decoded, or is not wanted. The size that the PDF says may be wrong.
    /// - Parameter isWanted: Asked about the first bytes, as many as are decoded at once, before the rest is decoded.
    package func bytes(upTo limit: Int, if isWanted: @escaping ([UInt8]) -> Bool = { _ in true }) -> [UInt8]? {
        var sink = CappedBytes(limit: limit, isWanted: isWanted)
        return decode(&sink) ? sink.bytes : nil
    }
}

/// Bytes that are decoded, up to a limit.
struct CappedBytes {
    let limit: Int
    let isWanted: ([UInt8]) -> Bool
    private(set) var bytes: [UInt8] = []

    init(limit: Int, isWanted: @escaping ([UInt8]) -> Bool) {
        self.limit = limit
        self.isWanted = isWanted
    }

    /// False if no more are to be decoded.
    mutating func append(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count + part.count <= limit else { return false }
        let isFirst = bytes.isEmpty && !part.isEmpty
        bytes.append(contentsOf: part)
        return !isFirst || isWanted(bytes)
    }
}
