/// What the chunks before a PNG's pixels say (RFC 2083).
struct PNGChunks {
    /// True for a grey picture one grey of which is transparent. Leptonica takes all of it for transparent.
    let hasTransparentGrey: Bool

    init(_ bytes: [UInt8]) {
        /// Signature, length and name of the header's chunk, width, height, depth; then the colour type.
        let colourType = 25
        guard bytes.count > colourType, bytes[colourType] == 0 else {
            hasTransparentGrey = false
            return
        }
        hasTransparentGrey = Self.names(in: bytes).contains("tRNS")
    }

    /// The chunks' names up to the pixels.
    private static func names(in bytes: [UInt8]) -> [String] {
        var names: [String] = []
        var place = 8
        while place + 8 <= bytes.count {
            let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            let name = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
            if name == "IDAT" { break }
            names.append(name)
            // Length, name and checksum have four bytes each.
            place += length + 12
        }
        return names
    }
}
