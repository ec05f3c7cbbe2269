/// The content of one record of an answer, until it is sent.
///
/// Large pieces are sent from where they are in memory: most of a long answer is one of them, and a copy would cost more
/// than its transmission. Small pieces are copied into one, because each piece costs more to send than to copy.
struct RecordBuffer {
    private static let smallPiece = 8 << 10

    /// The size of a short answer.
    private static let usualBytes = 4 << 10

    /// Those before `gathered`.
    private var pieces: [ArraySlice<UInt8>] = []
    /// Begins with the place of a header, so that a short answer with its header and end is one piece of memory.
    private var gathered: [UInt8] = []
    private var length = 0

    /// How many bytes the record still takes.
    var freeBytes: Int { Record.largestContent - length }

    /// Adds at most `freeBytes` bytes.
    mutating func append(_ bytes: ArraySlice<UInt8>) {
        precondition(bytes.count <= freeBytes, "an exchange cuts its answer to size")
        length += bytes.count
        if bytes.count <= RecordBuffer.smallPiece {
            gather(bytes)
        } else {
            closeGathered()
            pieces.append(bytes)
        }
    }

    /// Returns the record and then `end`, to be sent in this order, and begins the next record. Returns no record without
    /// content: it would end the answer.
    mutating func takeRecord(of request: UInt16, then end: [UInt8] = []) -> [ArraySlice<UInt8>] {
        guard length > 0 else { return end.isEmpty ? [] : [end[...]] }
        let header = Record.header(.standardOutput, request: request, length: length)
        let padding = repeatElement(UInt8(0), count: Record.padding(after: length))
        defer { self = RecordBuffer() }
        if pieces.isEmpty {
            for (index, byte) in header.enumerated() { gathered[index] = byte }
            gathered.append(contentsOf: padding)
            gathered.append(contentsOf: end)
            return [gathered[...]]
        }
        closeGathered()
        return [header[...]] + pieces + [ArraySlice(padding) + end]
    }

    private mutating func gather(_ bytes: ArraySlice<UInt8>) {
        if gathered.isEmpty {
            gathered.reserveCapacity(RecordBuffer.usualBytes)
            gathered.append(contentsOf: repeatElement(0, count: Record.headerSize))
        }
        bytes.withUnsafeBufferPointer { gathered.append(contentsOf: $0) }
    }

    private mutating func closeGathered() {
        guard gathered.count > Record.headerSize else { return }
        pieces.append(gathered[Record.headerSize...])
        gathered = []
    }
}
