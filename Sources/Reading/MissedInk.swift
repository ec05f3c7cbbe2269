import Recognition

/// Finds text that the recogniser's analysis of the page passed over: amounts between dashes, a single digit in a
/// column, a table's heading in a frame.
struct MissedInk {
    /// In letter heights.
    private static let smallest = 0.5
    private static let largest = 2.2
    private static let gap = 1.6
    /// A page with more of it shows pictures or dirt.
    private static let mostStrips = 60

    private let letterHeight: Double

    init(letterHeight: Int) {
        self.letterHeight = Double(letterHeight)
    }

    /// The strips, a line each, that hold letters outside of all `words`; none when there are too many to be text.
    func strips(in ink: Bitmap, outside words: [PixelBox]) throws -> [PixelBox] {
        let rest = try ink.cleared(in: words.map { $0.grown(by: 3) })
        let letters = rest.parts.filter(isLetter).sorted { ($0.left, $0.top) < ($1.left, $1.top) }
        var strips: [PixelBox] = []
        for letter in letters {
            if let index = strips.lastIndex(where: { follows(letter, $0) }) {
                strips[index] = strips[index].union(letter)
            } else {
                strips.append(letter)
            }
        }
        return strips.count > Self.mostStrips ? [] : strips.filter(isText)
    }

    private func isLetter(_ part: PixelBox) -> Bool {
        let height = Double(part.height)
        return height >= Self.smallest * letterHeight && height <= Self.largest * letterHeight
            && Double(part.width) <= 3 * letterHeight && Double(part.width) >= 0.1 * height
    }

    /// A letter alone must look like a digit, not like a speck.
    private func isText(_ strip: PixelBox) -> Bool {
        Double(strip.width) > 1.2 * letterHeight || Double(strip.height) > 0.75 * letterHeight
    }

    private func follows(_ letter: PixelBox, _ strip: PixelBox) -> Bool {
        let shared = min(letter.bottom, strip.bottom) - max(letter.top, strip.top)
        return Double(letter.left - strip.right) < Self.gap * letterHeight
            && 2 * shared > min(letter.height, strip.height)
    }
}

extension PixelBox {
    func grown(by margin: Int) -> PixelBox {
        PixelBox(
            left: max(0, left - margin), top: max(0, top - margin), right: right + margin, bottom: bottom + margin)
    }
}
