import COCR

extension Bitmap {
    /// The standard deviation of this 8-bit image's noise in greys; 0 if it is too small to be measured.
    ///
    /// A mask that no smooth surface answers to is laid on a sample of pixels (J. Immerkær, “Fast Noise Variance
    /// Estimation”, Computer Vision and Image Understanding 64, 1996). The median stands for the mean, so that letters do
    /// not count.
    package var noise: Double {
        guard let data = pixGetData(pix), width > 2, height > 2 else { return 0 }
        let wordsPerLine = Int(pixGetWpl(pix))
        var counts = [Int](repeating: 0, count: 256 * 16)
        var seen = 0
        for y in stride(from: 1, to: height - 1, by: 13) {
            let lines = (y - 1...y + 1).map { UnsafeRawPointer(data + $0 * wordsPerLine) }
            for x in stride(from: 1, to: width - 1, by: 5) {
                let sum = zip(lines, [[1, -2, 1], [-2, 4, -2], [1, -2, 1]]).reduce(0) { sum, row in
                    (0..<3).reduce(sum) { sum, column in
                        sum + row.1[column] * Int(Self.pixel(row.0, x - 1 + column))
                    }
                }
                counts[min(counts.count - 1, abs(sum))] += 1
                seen += 1
            }
        }
        return Double(Self.median(counts, of: seen)) / (6 * 0.6745)
    }

    private static func pixel(_ line: UnsafeRawPointer, _ x: Int) -> UInt8 {
        line.load(fromByteOffset: PixelRows.byteIndex(of: x), as: UInt8.self)
    }

    private static func median(_ counts: [Int], of all: Int) -> Int {
        var sum = 0
        return counts.firstIndex { count in
            sum += count
            return 2 * sum >= all
        } ?? 0
    }

    /// This 8-bit image with each pixel the mean of 3 × 3 (`pixBlockconvGray`).
    package func smoothed() throws(RecognitionError) -> Bitmap {
        try Bitmap(pixBlockconvGray(pix, nil, 1, 1), from: "pixBlockconvGray")
    }
}
