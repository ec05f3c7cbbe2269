import COCR

/// Sauvola's local threshold on a grid of 8×8 cells with an integral image: text in a dark corner or a grey table row
/// is kept, which one threshold for the page would lose.
///
/// The range R comes from the page's own contrast, so that faded print is not taken for paper.
package struct Binariser {
    private static let cell = 8
    /// Sauvola's k: how far below the local mean ink begins, as a factor of the local deviation.
    private static let sensitivity = 0.2

    private let bitmap: Bitmap
    private let columns: Int
    private let rows: Int
    /// A threshold for each cell, row by row.
    private let thresholds: [UInt8]

    /// Measures an 8-bit bitmap. `radius` is that of the neighbourhood in pixels; a sixth of an inch works well.
    package init(_ grey: Bitmap, radius: Int) {
        bitmap = grey
        columns = (grey.width + Self.cell - 1) / Self.cell
        rows = (grey.height + Self.cell - 1) / Self.cell
        let sums = CellSums(grey, cell: Self.cell, columns: columns, rows: rows)
        thresholds = Self.thresholds(
            from: sums, radius: max(1, (radius + Self.cell / 2) / Self.cell), range: Self.range(of: grey))
    }

    /// Sauvola's R: half the difference between the paper's grey and the darkest ink's.
    private static func range(of grey: Bitmap) -> Double {
        guard let greys = GreyLevels(grey) else { return 128 }
        return min(128, max(12, (greys.paper - greys.ink) / 2))
    }

    private static func thresholds(from sums: CellSums, radius: Int, range: Double) -> [UInt8] {
        var thresholds = [UInt8](repeating: 0, count: sums.columns * sums.rows)
        for row in 0..<sums.rows {
            for column in 0..<sums.columns {
                let (mean, deviation) = sums.statistics(column: column, row: row, radius: radius)
                let threshold = mean * (1 - sensitivity * (1 - deviation / range))
                thresholds[row * sums.columns + column] = UInt8(min(255, max(0, threshold)))
            }
        }
        return thresholds
    }

    /// Ink is 1, paper 0.
    package func binary() throws(RecognitionError) -> Bitmap {
        guard let pix = pixCreate(Int32(bitmap.width), Int32(bitmap.height), 1) else { throw .outOfMemory }
        let result = Bitmap(owning: pix)
        guard let target = pixGetData(pix), let source = pixGetData(bitmap.pix) else { throw .outOfMemory }
        let (sourceWords, targetWords) = (Int(pixGetWpl(bitmap.pix)), Int(pixGetWpl(pix)))
        let width = bitmap.width
        thresholds.withUnsafeBufferPointer { thresholds in
            for y in 0..<bitmap.height {
                let row = UnsafeBufferPointer(rebasing: thresholds[(y / Self.cell * columns)...])
                Self.binariseRow(
                    source + y * sourceWords, target + y * targetWords, width: width, thresholds: row)
            }
        }
        copyResolution(to: result)
        return result
    }

    /// An 8-bit image in which the threshold is middle grey and the contrast around it is raised: one threshold for the
    /// page then separates ink from paper, and the edges keep their shades.
    package func levelled(gain: Int = 3) throws(RecognitionError) -> Bitmap {
        guard let pix = pixCreateNoInit(Int32(bitmap.width), Int32(bitmap.height), 8) else { throw .outOfMemory }
        let result = Bitmap(owning: pix)
        guard let target = pixGetData(pix), let source = pixGetData(bitmap.pix) else { throw .outOfMemory }
        let words = Int(pixGetWpl(pix))
        let gains = Self.gains(gain)
        thresholds.withUnsafeBufferPointer { thresholds in
            for y in 0..<bitmap.height {
                let row = UnsafeBufferPointer(rebasing: thresholds[(y / Self.cell * columns)...])
                Self.levelRow(source + y * words, target + y * words, words: words, gains: gains, thresholds: row)
            }
        }
        copyResolution(to: result)
        return result
    }

    /// Gains in 256ths for each threshold: in a shadow, paper and ink have less contrast, so the gain is higher.
    private static func gains(_ gain: Int) -> [Int32] {
        (0..<256).map { threshold in Int32(Double(gain) * 256 * min(4, max(1, 192 / Double(max(1, threshold))))) }
    }

    private static func levelRow(
        _ source: UnsafePointer<UInt32>, _ target: UnsafeMutablePointer<UInt32>, words: Int, gains: [Int32],
        thresholds: UnsafeBufferPointer<UInt8>
    ) {
        for word in 0..<words {
            let threshold = Int32(thresholds[word >> 1])
            let gain = gains[Int(threshold)]
            let pixels = source[word]
            var levelled: UInt32 = 0
            for shift: UInt32 in [24, 16, 8, 0] {
                let value = 128 &+ ((Int32(pixels >> shift & 255) &- threshold) &* gain) >> 8
                levelled |= UInt32(max(0, min(255, value))) << shift
            }
            target[word] = levelled
        }
    }

    private static func binariseRow(
        _ source: UnsafePointer<UInt32>, _ target: UnsafeMutablePointer<UInt32>, width: Int,
        thresholds: UnsafeBufferPointer<UInt8>
    ) {
        for x in 0..<(width + 31) / 32 {
            var bits: UInt32 = 0
            let last = min(width, x * 32 + 32)
            for column in x * 32..<last {
                let value = UInt8(truncatingIfNeeded: source[column >> 2] >> UInt32(24 &- (column & 3) &* 8))
                let isInk: UInt32 = value < thresholds[column >> 3] ? 1 : 0
                bits |= isInk << UInt32(31 &- (column & 31))
            }
            target[x] = bits
        }
    }

    private func copyResolution(to result: Bitmap) {
        pixCopyResolution(result.pix, bitmap.pix)
    }
}

/// Integral images of grey and squared grey, so that any window costs four look-ups.
private struct CellSums {
    let columns: Int
    let rows: Int
    /// (columns + 1) × (rows + 1); the first row and column are 0.
    private var sums: [UInt64]
    private var squares: [UInt64]
    private var counts: [UInt64]

    init(_ grey: Bitmap, cell: Int, columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        let size = (columns + 1) * (rows + 1)
        (sums, squares, counts) = (
            [UInt64](repeating: 0, count: size), [UInt64](repeating: 0, count: size),
            [UInt64](repeating: 0, count: size)
        )
        guard let data = pixGetData(grey.pix) else { return }
        let wordsPerLine = Int(pixGetWpl(grey.pix))
        var rowSums = [UInt32](repeating: 0, count: columns)
        var rowSquares = [UInt32](repeating: 0, count: columns)
        for row in 0..<rows {
            let lines = min(cell, grey.height - row * cell)
            for column in 0..<columns { (rowSums[column], rowSquares[column]) = (0, 0) }
            for y in row * cell..<row * cell + lines {
                Self.add(data + y * wordsPerLine, width: grey.width, to: &rowSums, &rowSquares)
            }
            integrate(row: row, rowSums, rowSquares, lines: lines, width: grey.width, cell: cell)
        }
    }

    private static func add(
        _ line: UnsafePointer<UInt32>, width: Int, to sums: inout [UInt32], _ squares: inout [UInt32]
    ) {
        sums.withUnsafeMutableBufferPointer { sums in
            squares.withUnsafeMutableBufferPointer { squares in
                let whole = width / 8
                for column in 0..<whole {
                    var (sum, square): (UInt32, UInt32) = (0, 0)
                    for word in [line[column * 2], line[column * 2 + 1]] {
                        let (a, b, c, d) = (word >> 24, word >> 16 & 255, word >> 8 & 255, word & 255)
                        sum &+= a &+ b &+ c &+ d
                        square &+= a &* a &+ b &* b &+ c &* c &+ d &* d
                    }
                    sums[column] &+= sum
                    squares[column] &+= square
                }
                for x in whole * 8..<max(whole * 8, width) {
                    let value = line[x >> 2] >> UInt32(24 - (x & 3) * 8) & 255
                    sums[whole] &+= value
                    squares[whole] &+= value &* value
                }
            }
        }
    }

    private mutating func integrate(
        row: Int, _ rowSums: [UInt32], _ rowSquares: [UInt32], lines: Int, width: Int, cell: Int
    ) {
        var (sum, square, count): (UInt64, UInt64, UInt64) = (0, 0, 0)
        for column in 0..<columns {
            sum += UInt64(rowSums[column])
            square += UInt64(rowSquares[column])
            count += UInt64(lines * min(cell, width - column * cell))
            let at = (row + 1) * (columns + 1) + column + 1
            sums[at] = sums[at - columns - 1] + sum
            squares[at] = squares[at - columns - 1] + square
            counts[at] = counts[at - columns - 1] + count
        }
    }

    func statistics(column: Int, row: Int, radius: Int) -> (mean: Double, deviation: Double) {
        let (left, right) = (max(0, column - radius), min(columns, column + radius + 1))
        let (top, bottom) = (max(0, row - radius), min(rows, row + radius + 1))
        func window(_ table: [UInt64]) -> Double {
            let width = columns + 1
            return Double(
                table[bottom * width + right] &- table[top * width + right] &- table[bottom * width + left]
                    &+ table[top * width + left])
        }
        let count = max(1, window(counts))
        let mean = window(sums) / count
        return (mean, max(0, window(squares) / count - mean * mean).squareRoot())
    }
}
