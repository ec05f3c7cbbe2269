import Recognition

/// Puts letters that stand side by side together, long before anything is read.
struct InkLines {
    /// In letter heights.
    private static let smallest = 0.5
    private static let largest = 2.2
    private static let gap = 1.6
    /// Bold or small letters touch, and a word of them is one part.
    private static let widest = 12.0

    private let letterHeight: Double

    init(letterHeight: Int) {
        self.letterHeight = Double(letterHeight)
    }

    /// The boxes of lines, or of what large blanks leave of them, among connected parts of ink.
    func lines(of parts: [PixelBox]) -> [PixelBox] {
        let letters = parts.filter(isLetter).sorted { ($0.left, $0.top) < ($1.left, $1.top) }
        var lines: [PixelBox] = []
        // Those that a letter further to the right may still follow: a page of dirt has very many others.
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
