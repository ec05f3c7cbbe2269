import COCR

/// The finder patterns in three corners of a QR code: in every direction through the middle, one module is dark, one
/// light, three dark, one light, one dark (ISO/IEC 18004, 6.3.3.1). Without two of one size there is no code.
///
/// Looking for codes directly means following every edge of a page in both directions, which takes ten times as long.
package struct FinderMarks {
    private struct Mark {
        let x: Int
        let y: Int
        /// Seven modules, in pixels.
        let size: Int
    }

    private var marks: [Mark] = []

    /// Several grey levels, since thin print loses its light rings at one level and faint print its dark rings at
    /// another.
    private static let thresholds: [Int32] = [64, 128, 192]
    /// The smallest mark in pixels: a module of less than 1.5 pixels cannot be read.
    private static let smallest = 11
    /// The most marks. Text has up to ten by chance, dirt any number.
    private static let mostMarks = 200
    private static let mostAreas = 12

    /// Finds the marks of an 8-bit image with light paper and dark ink, as from `Binariser.levelled`.
    package init(_ image: Bitmap) throws(RecognitionError) {
        for threshold in Self.thresholds {
            let binary = try Bitmap(pixThresholdToBinary(image.pix, threshold), from: "pixThresholdToBinary")
            guard let ink = InkPixels(binary) else { throw .failed("pixGetData") }
            // The image itself is not used any more, and without this its pixels would be freed.
            withExtendedLifetime(binary) { look(over: ink) }
        }
    }

    /// Looks at every few rows: the middle of a mark is at least four pixels high.
    private mutating func look(over ink: InkPixels) {
        for y in stride(from: 0, to: ink.height, by: 3) where marks.count <= Self.mostMarks {
            look(alongRow: y, of: ink)
        }
    }

    private mutating func look(alongRow y: Int, of ink: InkPixels) {
        // The starts of the last five runs, the oldest first.
        var starts = (0, 0, 0, 0, 0)
        var last: UInt32 = 0
        for index in 0..<ink.wordsPerLine {
            let word = ink.words[y * ink.wordsPerLine + index]
            var changes = word ^ (word >> 1 | last << 31)
            last = word & 1
            while changes != 0 {
                let bit = UInt32(changes.leadingZeroBitCount)
                changes &= ~(0x8000_0000 >> bit)
                let x = index * 32 + Int(bit)
                if word << bit & 0x8000_0000 == 0 { consider(starts, end: x, y, ink) }
                starts = (starts.1, starts.2, starts.3, starts.4, x)
            }
        }
    }

    @inline(__always)
    private mutating func consider(_ starts: (Int, Int, Int, Int, Int), end: Int, _ y: Int, _ ink: InkPixels) {
        let across = FinderRuns(
            first: starts.1 - starts.0, firstLight: starts.2 - starts.1, middle: starts.3 - starts.2,
            secondLight: starts.4 - starts.3, last: end - starts.4)
        guard across.length >= Self.smallest, across.areMark else { return }
        addMark(x: (starts.2 + starts.3) / 2, y: y, size: across.length, ink)
    }

    /// Adds a mark that was found on a row, unless it is not a mark vertically or is known already.
    private mutating func addMark(x: Int, y: Int, size: Int, _ ink: InkPixels) {
        let (down, middle) = ink.runs(through: x, y, slant: 0, limit: 2 * size)
        guard down.areMark, 5 * down.length > 3 * size, 3 * down.length < 5 * size,
            ink.runs(through: x, middle, slant: 1, limit: 2 * size).runs.areRings,
            ink.runs(through: x, middle, slant: -1, limit: 2 * size).runs.areRings,
            !marks.contains(where: { max(abs($0.x - x), abs($0.y - middle)) < $0.size / 2 })
        else { return }
        marks.append(Mark(x: x, y: middle, size: size))
    }

    // MARK: Codes

    /// The areas of codes: where three marks of one size are at the ends and the corner of a right angle, with the
    /// quiet zone. An area may extend beyond the image. Nil if there are too many marks, or if only two marks of a code
    /// are seen.
    package var areas: [PixelBox]? {
        guard marks.count <= Self.mostMarks else { return nil }
        var areas: [PixelBox] = []
        var hasPair = false
        for corner in marks {
            let ends = marks.filter { isEnd($0, of: corner) }
            hasPair = hasPair || !ends.isEmpty
            for (index, first) in ends.enumerated() {
                for second in ends[(index + 1)...] where isRightAngle(corner, first, second) {
                    areas.append(area(corner, first, second))
                }
            }
            guard areas.count <= Self.mostAreas else { return nil }
        }
        return areas.isEmpty && hasPair ? nil : areas
    }

    /// True if the distance fits: the smallest code has 14 modules from mark to mark, the largest 170.
    private func isEnd(_ mark: Mark, of corner: Mark) -> Bool {
        let (x, y) = (mark.x - corner.x, mark.y - corner.y)
        let (distance, size) = (x * x + y * y, corner.size * corner.size)
        return 4 * abs(mark.size - corner.size) <= max(mark.size, corner.size) && distance >= 3 * size
            && distance <= 30 * 30 * size
    }

    private func isRightAngle(_ corner: Mark, _ first: Mark, _ second: Mark) -> Bool {
        let (ax, ay, bx, by) = (first.x - corner.x, first.y - corner.y, second.x - corner.x, second.y - corner.y)
        let (a, b) = (ax * ax + ay * ay, bx * bx + by * by)
        return 4 * abs(a - b) <= max(a, b) && 6 * abs(ax * bx + ay * by) <= max(a, b)
    }

    private func area(_ corner: Mark, _ first: Mark, _ second: Mark) -> PixelBox {
        let xs = [corner.x, first.x, second.x, first.x + second.x - corner.x]
        let ys = [corner.y, first.y, second.y, first.y + second.y - corner.y]
        let margin = corner.size * 3 / 2
        return PixelBox(
            left: xs.reduce(corner.x, min) - margin, top: ys.reduce(corner.y, min) - margin,
            right: xs.reduce(corner.x, max) + margin, bottom: ys.reduce(corner.y, max) + margin)
    }
}
