/// The chunks of a PNG file, in its order (ISO/IEC 15948); ends where the file does.
package struct PNGChunks: Sequence, IteratorProtocol {
    private let reader: ByteReader
    /// Behind the signature.
    private var place = 8

    package init(_ bytes: [UInt8]) { reader = ByteReader(bytes) }

    package mutating func next() -> (name: String, body: ArraySlice<UInt8>)? {
        guard let length = reader.long(place), let name = reader.part(place + 4, 4),
            let body = reader.part(place + 8, length)
        else { return nil }
        // Length, name and checksum have four bytes each.
        place += length + 12
        return (String(decoding: name, as: UTF8.self), body)
    }

    /// True for a grey picture one grey of which is transparent. Leptonica takes all of it for transparent.
    static func hasTransparentGrey(_ bytes: [UInt8]) -> Bool {
        /// Behind the header chunk's width, height and depth.
        let colourType = 25
        guard ByteReader(bytes).byte(colourType) == 0 else { return false }
        return PNGChunks(bytes).lazy.prefix { $0.name != "IDAT" }.contains { $0.name == "tRNS" }
    }
}
