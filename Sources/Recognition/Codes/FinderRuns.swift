import COCR

/// The lengths of five runs of dark and light pixels on one line, the first one dark.
struct FinderRuns {
    let first: Int
    let firstLight: Int
    let middle: Int
    let secondLight: Int
    let last: Int

    @inline(__always)
    var length: Int { first + firstLight + middle + secondLight + last }

    /// True if they are 1 : 1 : 3 : 1 : 1, each within two thirds of a module, the middle one within twice that.
    @inline(__always)
    var areMark: Bool {
        // In units of 1/21 pixel: `length` units are a third of a module.
        let (module, slack) = (3 * length, 2 * length)
        func isModule(_ run: Int) -> Bool { abs(21 * run - module) <= slack }
        return abs(21 * middle - 3 * module) <= 2 * slack && isModule(first) && isModule(firstLight)
            && isModule(secondLight) && isModule(last)
    }

    /// True if they pass through the rings of a mark diagonally, where the outer corners are rounded first.
    var areRings: Bool {
        let (light, dark) = (firstLight + secondLight, first + last)
        return 3 * light > middle && light < 2 * middle && 3 * dark > middle && 3 * firstLight > secondLight
            && 3 * secondLight > firstLight
    }
}

/// The pixels of a 1-bit image.
struct InkPixels {
    let width: Int
    let height: Int
    /// Each word has its leftmost pixel in the highest bit.
    let words: UnsafeMutablePointer<UInt32>
    let wordsPerLine: Int

    /// Valid as long as the image.
    init?(_ ink: Bitmap) {
        guard ink.depth == 1, let words = pixGetData(ink.pix) else { return nil }
        self.words = words
        wordsPerLine = Int(pixGetWpl(ink.pix))
        (width, height) = (ink.width, ink.height)
    }

    /// The five runs above and below a dark pixel, which is in the middle one, moving `slant` pixels to the side for
    /// each row down. Neither half is longer than `limit`.
    func runs(through x: Int, _ y: Int, slant: Int, limit: Int) -> (runs: FinderRuns, middle: Int) {
        let above = half(x, y, by: -1, slant: -slant, limit)
        let below = half(x + slant, y + 1, by: 1, slant: slant, limit)
        let runs = FinderRuns(
            first: above.2, firstLight: above.1, middle: above.0 + below.0, secondLight: below.1, last: below.2)
        let (top, bottom) = (y + 1 - above.0 - above.1 - above.2, y + 1 + below.0 + below.1 + below.2)
        return (runs, (top + bottom) / 2)
    }

    /// The lengths of the dark, light and dark runs in one direction.
    private func half(_ x: Int, _ y: Int, by step: Int, slant: Int, _ limit: Int) -> (Int, Int, Int) {
        var reached = 0
        func run(dark: Bool) -> Int {
            let start = reached
            while reached < limit {
                let (x, y) = (x + reached * slant, y + reached * step)
                guard x >= 0, x < width, y >= 0, y < height, isDark(x, y) == dark else { break }
                reached += 1
            }
            return reached - start
        }
        return (run(dark: true), run(dark: false), run(dark: true))
    }

    @inline(__always)
    private func isDark(_ x: Int, _ y: Int) -> Bool {
        words[y * wordsPerLine + x / 32] << UInt32(x % 32) & 0x8000_0000 != 0
    }
}
