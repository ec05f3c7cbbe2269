/// The name-value pairs of FastCGI 1.0 section 3.4.
enum NameValuePairs {
    /// nginx sends about thirty; only an attack has more than this.
    static let mostPairs = 1000

    /// Each name and value must be shorter than 2^31 bytes, which is what four bytes can say.
    static func encode(_ pairs: some Sequence<(String, String)>) -> [UInt8] {
        var bytes: [UInt8] = []
        for (name, value) in pairs {
            bytes += encoded(length: name.utf8.count) + encoded(length: value.utf8.count)
            bytes += Array(name.utf8) + Array(value.utf8)
        }
        return bytes
    }

    /// Reads a length of one or four bytes at `position` and moves it on; returns nil if the bytes end before.
    static func length(in bytes: [UInt8], at position: inout Int) -> Int? {
        guard position < bytes.count else { return nil }
        let first = bytes[position]
        guard first & 0x80 != 0 else {
            position += 1
            return Int(first)
        }
        guard bytes.count - position >= 4 else { return nil }
        defer { position += 4 }
        return bytes[position + 1..<position + 4].reduce(Int(first & 0x7F)) { $0 << 8 | Int($1) }
    }

    private static func encoded(length: Int) -> [UInt8] {
        if length < 0x80 { return [UInt8(length)] }
        return [
            UInt8(length >> 24) | 0x80, UInt8(length >> 16 & 0xFF), UInt8(length >> 8 & 0xFF), UInt8(length & 0xFF),
        ]
    }
}
