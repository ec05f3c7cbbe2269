import Recognition

/// Joins components of ink into lines before anything is recognised.
struct InkLines {
    /// In letter heights.
    private static let smallest = 0.5
    private static let largest = 2.2
    private static let gap = 1.6
    /// In letter heights. Bold or small letters touch, so that a whole word may be one component.
    private static let widest = 12.0

    private let letterHeight: Double

    init(letterHeight: Int) {
        self.letterHeight = Double(letterHeight)
    }

    /// The boxes of lines among connected components of ink. A large blank divides a line.
    func lines(of parts: [PixelBox]) -> [PixelBox] {
        let letters = parts.filter(isLetter).sorted { ($0.left, $0.top) < ($1.left, $1.top) }
        var lines: [PixelBox] = []
        // Only lines that a letter further right can still continue: a page of dirt has very many others.
        var open: [Int] = []
        for letter in letters {
            open.removeAll { !reaches(letter, from: lines[$0]) }
            if let index = open.last(where: { sharesHeight(letter, lines[$0]) }) {
                lines[index] = lines[index].union(letter)
            } else {
                open.append(lines.count)
                lines.append(letter)
            }
        }
        return lines
    }

    private func isLetter(_ part: PixelBox) -> Bool {
        let height = Double(part.height)
        return height >= Self.smallest * letterHeight && height <= Self.largest * letterHeight
            && Double(part.width) <= Self.widest * letterHeight && Double(part.width) >= 0.1 * height
    }

    private func reaches(_ letter: PixelBox, from line: PixelBox) -> Bool {
        Double(letter.left - line.right) < Self.gap * letterHeight
    }

    private func sharesHeight(_ letter: PixelBox, _ line: PixelBox) -> Bool {
        let shared = min(letter.bottom, line.bottom) - max(letter.top, line.top)
        return 2 * shared > min(letter.height, line.height)
    }
}
