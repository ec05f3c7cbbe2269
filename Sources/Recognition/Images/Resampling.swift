import COCR
import Foundation

extension Bitmap {
    /// Enlarged and rotated clockwise about its centre in one bilinear step, since two steps would blur twice.
    ///
    /// For 8 bits per pixel and factors from about 0.7. Areas outside the image become white.
    package func resampled(by factor: Double, degrees: Double) throws(RecognitionError) -> Bitmap {
        let (columns, rows) = (Int((Double(width) * factor).rounded()), Int((Double(height) * factor).rounded()))
        guard depth == 8, columns > 0, rows > 0, let source = pixGetData(pix),
            let result = pixCreateNoInit(Int32(columns), Int32(rows), 8), let target = pixGetData(result)
        else { throw .failed("resampled") }
        let resampled = Bitmap(owning: result)
        let sampler = BilinearSampler(
            source: UnsafeRawPointer(source).assumingMemoryBound(to: UInt8.self), stride: Int(pixGetWpl(pix)) * 4,
            width: width, height: height)
        let (cosine, sine) = (cos(degrees * .pi / 180) / factor, sin(degrees * .pi / 180) / factor)
        let wordsPerLine = Int(pixGetWpl(result))
        for row in 0..<rows {
            // The place of the row's first pixel in the source, relative to the centres of both.
            let (x, y) = (0.5 - Double(columns) / 2, Double(row) + 0.5 - Double(rows) / 2)
            sampler.fill(
                target + row * wordsPerLine, words: wordsPerLine,
                fromX: cosine * x + sine * y + Double(width) / 2 - 0.5,
                y: cosine * y - sine * x + Double(height) / 2 - 0.5, stepX: cosine, stepY: -sine)
        }
        pixCopyResolution(result, pix)
        return resampled
    }
}

/// Reads grey values between pixels, in fixed point with 16 fractional bits.
private struct BilinearSampler {
    let source: UnsafePointer<UInt8>
    let stride: Int
    let width: Int
    let height: Int

    func fill(
        _ target: UnsafeMutablePointer<UInt32>, words: Int, fromX: Double, y fromY: Double, stepX: Double, stepY: Double
    ) {
        let one = 65_536.0
        var (x, y) = (Int(fromX * one), Int(fromY * one))
        let (dx, dy) = (Int((stepX * one).rounded()), Int((stepY * one).rounded()))
        for word in 0..<words {
            target[word] = PixelRows.word { _ in
                defer { (x, y) = (x &+ dx, y &+ dy) }
                return value(x, y)
            }
        }
    }

    @inline(__always)
    private func value(_ x: Int, _ y: Int) -> UInt32 {
        let (column, row) = (x >> 16, y >> 16)
        guard column >= 0, row >= 0, column < width &- 1, row < height &- 1 else { return edge(column, row) }
        let (right, down) = (UInt32(x >> 8 & 255), UInt32(y >> 8 & 255))
        let (above, below) = (source + row &* stride, source + (row &+ 1) &* stride)
        let (first, second) = (PixelRows.byteIndex(of: column), PixelRows.byteIndex(of: column &+ 1))
        let top = UInt32(above[first]) &* (256 &- right) &+ UInt32(above[second]) &* right
        let bottom = UInt32(below[first]) &* (256 &- right) &+ UInt32(below[second]) &* right
        return (top &* (256 &- down) &+ bottom &* down) >> 16
    }

    /// A value at the border, where pixels have no neighbour to interpolate with.
    private func edge(_ column: Int, _ row: Int) -> UInt32 {
        guard column >= -1, row >= -1, column < width, row < height else { return 255 }
        return UInt32(source[max(0, row) &* stride &+ PixelRows.byteIndex(of: max(0, column))])
    }
}
