import COCR

/// How often each grey occurs in an 8-bit picture, and what that says of its paper and its ink; greys are 0…255.
package struct GreyLevels {
    /// More of the picture than this lies around the paper if a lighter part is the paper: a photo of a slip on a desk.
    private static let leastPaper = 0.1
    /// The same where the place of the paper is looked for.
    private static let leastPaperOnDesk = 0.05
    /// The most of a picture that is neither as dark as the desk nor as light as the paper: edges of the print.
    private static let mostBetween = 0.12
    /// How much lighter than the most common grey such paper is.
    private static let lighter = 64.0
    /// The share of the darkest pixels that are surely ink.
    private static let darkest = 0.002
    /// The most of a picture that is ink.
    private static let mostInk = 0.3
    /// The paper of a page in white on black is darker than this.
    private static let darkPaper = 96.0

    private let counts: [Double]
    private let total: Double

    /// Counts every fourth pixel of every fourth row (`pixGetGrayHistogram`); nil if there is no memory for it.
    package init?(_ grey: Bitmap) {
        var histogram = pixGetGrayHistogram(grey.pix, 4)
        defer { numaDestroy(&histogram) }
        guard let histogram else { return nil }
        counts = (0..<256).map { value in
            var count: Float = 0
            numaGetFValue(histogram, Int32(value), &count)
            return Double(count)
        }
        total = counts.reduce(0, +)
    }

    /// The grey below which that share of the pixels lies.
    private func level(_ share: Double) -> Double {
        var sum = 0.0
        for value in 0..<256 {
            sum += counts[value]
            if sum >= share * total { return Double(value) }
        }
        return 255
    }

    /// The paper's grey: that of most of the picture, unless a dark desk fills more of it than the paper does.
    package var paper: Double {
        let (middle, light) = (level(0.5), level(1 - Self.leastPaper))
        return light - middle >= Self.lighter ? light : middle
    }

    /// A grey between that of a dark desk, which fills most of the picture, and that of the paper on it; nil if most of
    /// the picture is as light as its lightest parts, and where the greys pass into each other, as in a shadow.
    package var deskBorder: Double? {
        let (middle, light) = (level(0.5), level(1 - Self.leastPaperOnDesk))
        guard light - middle >= Self.lighter else { return nil }
        let quarter = Int((light - middle) / 4)
        let between = counts[Int(middle) + quarter...Int(light) - quarter].reduce(0, +)
        return between <= Self.mostBetween * total ? (light + middle) / 2 : nil
    }

    /// The darkest ink's grey.
    package var ink: Double { level(Self.darkest) }

    /// True for light letters on a dark page. On a photo with a dark desk, more of the picture is light than letters
    /// are.
    package var isInverted: Bool {
        let (middle, lightest) = (level(0.5), level(1 - Self.darkest))
        guard middle < Self.darkPaper, lightest - middle >= Self.lighter else { return false }
        return level(1 - Self.mostInk) - middle < (lightest - middle) / 2
    }
}
