/// What is still to be sent of an answer, as the content of one record. Its pieces are sent from where they lie: most of
/// an answer is one of them, and copying that would cost more than sending it.
struct Outbox {
    /// Pieces that are not larger together are brought together: each costs more to send than so few bytes to copy.
    private static let smallPiece = 4 << 10

    private var pieces: [ArraySlice<UInt8>] = []
    private var length = 0

    /// How many bytes the record still takes.
    var room: Int { Record.largestContent - length }

    /// Adds bytes for which there is room.
    mutating func append(_ bytes: ArraySlice<UInt8>) {
        precondition(bytes.count <= room, "an exchange cuts its answer to size")
        length += bytes.count
        if let last = pieces.indices.last, pieces[last].count + bytes.count <= Outbox.smallPiece {
            pieces[last].append(contentsOf: bytes)
        } else {
            pieces.append(bytes)
        }
    }

    /// The record, to be sent in this order, and begins the next one; nothing where it has no content, which would be
    /// the end of the answer.
    mutating func takeRecord(of request: UInt16) -> [ArraySlice<UInt8>] {
        guard length > 0 else { return [] }
        let header = Record.header(.standardOutput, request: request, length: length)
        defer { self = Outbox() }
        return [header[...]] + pieces + [ArraySlice(repeatElement(0, count: Int(header[6])))]
    }
}
