import Invoices

enum Atoms {
    /// The pieces of any text, folded, with one space between them: ` -Qty./Unité- ` → `qty unite`.
    static func joined(_ text: String) -> String {
        split(TextFolding.fold(text)).map(\.text).joined(separator: " ")
    }

    /// The pieces of folded text with the byte offset of their end.
    static func split(_ folded: String) -> [(text: String, end: Int)] {
        var pieces: [(text: String, end: Int)] = []
        var folded = folded
        folded.withUTF8 { split($0, into: &pieces) }
        return pieces
    }

    private static func split(_ bytes: UnsafeBufferPointer<UInt8>, into pieces: inout [(text: String, end: Int)]) {
        var start: Int?
        func close(at end: Int) {
            if let begin = start {
                pieces.append((String(decoding: UnsafeBufferPointer(rebasing: bytes[begin..<end]), as: UTF8.self), end))
            }
            start = nil
        }
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case 0x30...0x39, 0x61...0x7A, 0x80...:
                // n° and nº are n: the sign says no more than the letter.
                if byte == 0xC2, offset + 1 < bytes.count, [0xB0, 0xBA].contains(bytes[offset + 1]) {
                    close(at: offset)
                } else if offset > 0, bytes[offset - 1] == 0xC2, [0xB0, 0xBA].contains(byte) {
                    continue
                } else if start == nil {
                    start = offset
                }
            case 0x23, 0x25:
                close(at: offset)
                pieces.append((byte == 0x23 ? "#" : "%", offset + 1))
            default: close(at: offset)
            }
        }
        close(at: bytes.count)
    }
}
