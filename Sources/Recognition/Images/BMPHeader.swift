/// The sizes in a BMP's header (BITMAPCOREHEADER, BITMAPINFOHEADER and their successors), of any kind of BMP.
///
/// Leptonica decodes a whole BMP for its header, and refuses those that it cannot decode.
struct BMPHeader {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Throws if the header ends early or has a side of length 0.
    func header() throws(RecognitionError) -> ImageFile.Header {
        guard let size = number(at: 14, bytes: 4) else { throw .damaged }
        // The header of OS/2 1 has 12 bytes, and its lengths have two bytes instead of four.
        let length = size == 12 ? 2 : 4
        guard let width = number(at: 18, bytes: length), let height = number(at: 18 + length, bytes: length),
            let bits = number(at: 18 + 2 * length + 2, bytes: 2), width > 0
        else { throw .damaged }
        // Rows from the top have a negative height.
        let rows = length == 4 ? abs(Int(Int32(truncatingIfNeeded: height))) : height
        guard rows > 0 else { throw .damaged }
        return ImageFile.Header(
            width: width, height: rows, bitsPerSample: min(bits, 8), samples: max(1, bits / 8))
    }

    /// Little endian; nil behind the end.
    private func number(at place: Int, bytes count: Int) -> Int? {
        guard place + count <= bytes.count else { return nil }
        return bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
