/// Writes texts in quotes with escapes.
extension JSONWriter {
    mutating func quote(_ text: String) {
        var text = text
        text.withUTF8 { quote(UnsafeRawBufferPointer($0)) }
    }

    mutating func quote(_ utf8: UnsafeRawBufferPointer) {
        reserve(utf8.count + 2)
        put(UInt8(ascii: "\""))
        if Self.isPlain(utf8) { put(utf8) } else { putEscaped(utf8) }
        append(UInt8(ascii: "\""))
    }

    private mutating func putEscaped(_ utf8: UnsafeRawBufferPointer) {
        var start = 0
        for index in utf8.indices where Self.needsEscape(utf8[index]) {
            append(UnsafeRawBufferPointer(rebasing: utf8[start..<index]))
            escape(utf8[index])
            start = index + 1
        }
        append(UnsafeRawBufferPointer(rebasing: utf8[start...]))
    }

    /// True if the text needs no escapes, which nearly all do not. Checks eight bytes at a time.
    private static func isPlain(_ utf8: UnsafeRawBufferPointer) -> Bool {
        let whole = utf8.count & ~7
        for index in stride(from: 0, to: whole, by: 8) {
            let word = utf8.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let found =
                hasByte(word, below: 0x20) | hasZero(word ^ each(0x22)) | hasZero(word ^ each(0x5C))
                | hasZero(word ^ each(0x7F))
            if found != 0 { return false }
        }
        for index in whole..<utf8.count where needsEscape(utf8[index]) { return false }
        return true
    }

    /// The byte repeated eight times.
    @inline(__always)
    private static func each(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

    /// Not 0 if one of the eight bytes is 0, or less than `limit`, which is at most 128.
    @inline(__always)
    private static func hasZero(_ word: UInt64) -> UInt64 { hasByte(word, below: 1) }

    @inline(__always)
    private static func hasByte(_ word: UInt64, below limit: UInt64) -> UInt64 {
        (word &- each(limit)) & ~word & each(0x80)
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
    }

    private mutating func escape(_ byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0x09: append(UInt8(ascii: "t"))
        default:
            append("u00" as StaticString)
            append(Self.hexDigit(byte >> 4))
            append(Self.hexDigit(byte & 15))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
