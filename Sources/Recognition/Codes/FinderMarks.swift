import COCR

/// The marks in three corners of a QR code: whichever way one goes through their middle, one module dark, one light,
/// three dark, one light, one dark (ISO/IEC 18004, 6.3.3.1). Where there are not even two of a size, there is no code.
///
/// To look for codes at once takes twice as long, finds fewer, and on a page full of such marks takes hours.
package struct FinderMarks {
    private struct Mark {
        let x: Int
        let y: Int
        /// Seven modules.
        let size: Int
    }

    private var marks: [Mark] = []

    /// Thin print loses its light rings at one grey, faint print its dark ones at another.
    private static let thresholds: [Int32] = [64, 128, 192]
    /// In pixels; nothing is read at less than one and a half for a module.
    private static let smallest = 11
    /// Text has up to ten by chance, dirt any number.
    private static let mostMarks = 200
    private static let mostAreas = 12

    /// Looks over an image of 8 bits, its paper light and its ink dark, as `Binariser.levelled` makes them.
    package init(_ image: Bitmap) throws(RecognitionError) {
        for threshold in Self.thresholds {
            let binary = try Bitmap(pixThresholdToBinary(image.pix, threshold), from: "pixThresholdToBinary")
            guard let ink = InkPixels(binary) else { throw .failed("pixGetData") }
            // Of the image itself nothing is asked any more, and its pixels would go with it.
            withExtendedLifetime(binary) { look(over: ink) }
        }
    }

    /// The middle of a mark is four pixels high at least.
    private mutating func look(over ink: InkPixels) {
        for y in stride(from: 0, to: ink.height, by: 3) where marks.count <= Self.mostMarks {
            look(alongRow: y, of: ink)
        }
    }

    private mutating func look(alongRow y: Int, of ink: InkPixels) {
        // Where the last five runs began, the oldest first.
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

    /// Unless what looked like a mark on its row is none from above, or is known.
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

    /// More than any page with codes has: no library should be asked to join them by threes.
    package var areTooMany: Bool { marks.count > Self.mostMarks }

    /// Where three marks of one size stand at the ends and the corner of a right angle, with what must be blank around
    /// a code; may reach beyond the image. Nil when there are too many to tell, or of none more than two marks are seen.
    package var areas: [PixelBox]? {
        guard !areTooMany else { return nil }
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

    /// The smallest code has 14 modules from mark to mark, the largest 170.
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
