/// Leptonica's layout of a row of 8-bit pixels: 32-bit words in the machine's byte order, each with its leftmost pixel in
/// the highest byte (pix.h). The byte indexes are those of a little-endian machine, the only kind that Debian's amd64 and
/// arm64 have.
enum PixelRows {
    /// The word of four pixels, which `next` returns from left to right.
    @inline(__always)
    static func word(_ next: (_ index: Int) -> UInt32) -> UInt32 {
        var word: UInt32 = 0
        for index in 0..<4 { word = word << 8 | next(index) }
        return word
    }

    /// The index of pixel `x` among a row's bytes.
    @inline(__always)
    static func byteIndex(of x: Int) -> Int { x ^ 3 }
}
