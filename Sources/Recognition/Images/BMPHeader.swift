/// The sizes in a BMP's header (BITMAPCOREHEADER, BITMAPINFOHEADER and their successors), of any kind of BMP.
///
/// Leptonica decodes a whole BMP for its header, and refuses those that it cannot decode.
struct BMPHeader {
    private let reader: ByteReader

    init(_ bytes: [UInt8]) { reader = ByteReader(bytes, isLittleEndian: true) }

    /// Throws if the header ends early or has a side of length 0.
    func header() throws(RecognitionError) -> ImageFile.Header {
        guard let size = reader.long(14) else { throw .damaged }
        // The header of OS/2 1 has 12 bytes, and its lengths have two bytes instead of four.
        let isShort = size == 12
        let (width, height, bits) =
            isShort
            ? (reader.short(18), reader.short(20), reader.short(24))
            : (reader.long(18), reader.long(22), reader.short(28))
        guard let width, let height, let bits, width > 0 else { throw .damaged }
        // Rows from the top have a negative height.
        let rows = isShort ? height : abs(Int(Int32(truncatingIfNeeded: height)))
        guard rows > 0 else { throw .damaged }
        return ImageFile.Header(
            width: width, height: rows, bitsPerSample: min(bits, 8), samples: max(1, bits / 8))
    }
}
