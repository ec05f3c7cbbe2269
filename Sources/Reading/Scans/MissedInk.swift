import Recognition

/// Finds text that the recogniser's page analysis missed: amounts between dashes, a single digit in a column, a table's
/// heading in a frame.
struct MissedInk {
    /// A page with more strips has pictures or dirt.
    private static let mostStrips = 60

    private let letterHeight: Int

    init(letterHeight: Int) {
        self.letterHeight = letterHeight
    }

    /// The strips of one line each with letters outside all `words`; none if there are too many to be text.
    func strips(in ink: Bitmap, outside words: [PixelBox]) throws -> [PixelBox] {
        let rest = try ink.cleared(in: words.map { $0.grown(by: 3) })
        let strips = InkLines(letterHeight: letterHeight).lines(of: rest.parts).filter(isText)
        return strips.count > Self.mostStrips ? [] : strips
    }

    /// True if a strip has several letters, or one that looks like a digit and not like a speck.
    private func isText(_ strip: PixelBox) -> Bool {
        let height = Double(letterHeight)
        return Double(strip.width) > 1.2 * height || Double(strip.height) > 0.75 * height
    }
}

extension PixelBox {
    func grown(by margin: Int) -> PixelBox {
        PixelBox(
            left: max(0, left - margin), top: max(0, top - margin), right: right + margin, bottom: bottom + margin)
    }
}
