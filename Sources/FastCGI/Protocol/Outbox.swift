/// What is still to be sent of an answer, as the content of one record.
///
/// Large pieces are sent from where they lie: most of a long answer is one of them, and copying that would cost more than
/// sending it. Small ones are brought together, since each costs more to send than so few bytes to copy.
struct Outbox {
    private static let smallPiece = 8 << 10

    /// What a short answer takes.
    private static let usualBytes = 4 << 10

    /// Those before `gathered`.
    private var pieces: [ArraySlice<UInt8>] = []
    /// Begins with the place of a header, so that a short answer is one piece of memory with what stands around it.
    private var gathered: [UInt8] = []
    private var length = 0

    /// How many bytes the record still takes.
    var room: Int { Record.largestContent - length }

    /// Adds bytes for which there is room.
    mutating func append(_ bytes: ArraySlice<UInt8>) {
        precondition(bytes.count <= room, "an exchange cuts its answer to size")
        length += bytes.count
        if bytes.count <= Outbox.smallPiece {
            gather(bytes)
        } else {
            closeGathered()
            pieces.append(bytes)
        }
    }

    /// The record and `end` behind it, to be sent in this order, and begins the next one; no record where it has no
    /// content, which would be the end of the answer.
    mutating func takeRecord(of request: UInt16, then end: [UInt8] = []) -> [ArraySlice<UInt8>] {
        guard length > 0 else { return end.isEmpty ? [] : [end[...]] }
        let header = Record.header(.standardOutput, request: request, length: length)
        let padding = repeatElement(UInt8(0), count: Int(header[6]))
        defer { self = Outbox() }
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
            gathered.reserveCapacity(Outbox.usualBytes)
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
