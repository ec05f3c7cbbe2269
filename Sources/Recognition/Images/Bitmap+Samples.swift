import COCR

extension Bitmap {
    /// Pixels in rows from the top, each row filled up to whole bytes.
    package struct Samples: Sendable {
        /// 1 (then 1 is black) or 8.
        package let bits: Int
        /// 1 for grey, 3 for red, green and blue.
        package let channels: Int
        package let bytes: [UInt8]
    }

    /// True for one bit a pixel, where 1 is black.
    package var isBitonal: Bool { depth == 1 && pixGetColormap(pix) == nil }

    /// A bitonal image as a TIFF file of CCITT group 4 in one strip (`pixWriteMemTiff`).
    package func faxFile() throws(RecognitionError) -> [UInt8] {
        var data: UnsafeMutablePointer<UInt8>?
        var size = 0
        guard pixWriteMemTiff(&data, &size, pix, Int32(IFF_TIFF_G4)) == 0, let data else {
            throw .failed("pixWriteMemTiff")
        }
        defer { lept_free(data) }
        return Array(UnsafeBufferPointer(start: data, count: size))
    }

    package func samples() throws(RecognitionError) -> Samples {
        if isBitonal {
            return Samples(
                bits: 1, channels: 1, bytes: rows(bytesPerRow: (width + 7) / 8) { $0[PixelRows.byteIndex(of: $1)] })
        }
        let plain = try greyOrColour()
        guard plain.isColour else {
            return Samples(
                bits: 8, channels: 1, bytes: plain.rows(bytesPerRow: width) { $0[PixelRows.byteIndex(of: $1)] })
        }
        // A pixel is red, green, blue and a fourth byte from the highest to the lowest.
        return Samples(
            bits: 8, channels: 3,
            bytes: plain.rows(bytesPerRow: width * 3) { row, at in
                row[PixelRows.byteIndex(of: at / 3 * 4 + at % 3)]
            })
    }

    private func rows(bytesPerRow: Int, _ byte: (UnsafePointer<UInt8>, Int) -> UInt8) -> [UInt8] {
        guard let data = pixGetData(pix) else { return [] }
        let wordsPerLine = Int(pixGetWpl(pix))
        return [UInt8](unsafeUninitializedCapacity: bytesPerRow * height) { output, count in
            for y in 0..<height {
                (data + y * wordsPerLine).withMemoryRebound(to: UInt8.self, capacity: wordsPerLine * 4) { row in
                    for at in 0..<bytesPerRow { output[y * bytesPerRow + at] = byte(row, at) }
                }
            }
            count = bytesPerRow * height
        }
    }
}
