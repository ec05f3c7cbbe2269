import Invoices
import Rendering

/// Which way the text of a PDF page runs: a page may have been drawn sideways or upside down without saying so.
struct TextDirection {
    /// The quarter turns clockwise that put the text upright, 0…3.
    let quarters: Int

    /// The share of the characters that must run the same way, so that a note along the margin turns no page.
    private static let majority = 0.7
    /// Fewer say nothing.
    private static let leastSteps = 20

    init(_ glyphs: [PDFPage.Glyph]) {
        var steps = [0, 0, 0, 0]
        for (last, next) in zip(glyphs, glyphs.dropFirst()) {
            guard Self.runsRight(last.scalar), Self.runsRight(next.scalar),
                let way = Self.way(from: last.area, to: next.area)
            else { continue }
            steps[way] += 1
        }
        let all = steps.reduce(0, +)
        let way = steps.indices.max { steps[$0] < steps[$1] } ?? 0
        let isClear = all >= Self.leastSteps && Double(steps[way]) >= Self.majority * Double(all)
        quarters = isClear ? (4 - way) % 4 : 0
    }

    /// The letters and digits that an upright text has from left to right.
    private static func runsRight(_ scalar: Unicode.Scalar) -> Bool {
        // Nearly all characters are ASCII, and Unicode's tables are slow.
        guard !scalar.isASCII else {
            return (0x30...0x39).contains(scalar.value) || (0x61...0x7A).contains(scalar.value | 0x20)
        }
        return !ReadingOrder.runsLeft(scalar) && scalar.properties.isAlphabetic
    }

    /// 0 for a step to the right, 1 down, 2 to the left, 3 up; nil for a step that is no neighbour's.
    private static func way(from last: PDFPage.Area, to next: PDFPage.Area) -> Int? {
        let (across, down) = (next.midX - last.midX, next.midY - last.midY)
        let reach = 1.5 * max(last.width, last.height, next.width, next.height)
        guard max(abs(across), abs(down)) < reach else { return nil }
        if abs(down) < 0.3 * abs(across) { return across > 0 ? 0 : 2 }
        if abs(across) < 0.3 * abs(down) { return down > 0 ? 1 : 3 }
        return nil
    }
}
