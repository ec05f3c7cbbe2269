import COCR

/// The pieces of ink on a page, counted by size: which of them are letters, which dirt.
package struct InkComponents {
    /// In pixels, of the middle one of those that could be letters; nil with fewer than 20.
    package let letterHeight: Int?
    /// How many could be letters.
    package let letters: Int
    /// How many are no larger than the dust on a scanner's glass.
    package let specks: Int

    /// A side of a speck in pixels, at most.
    private static let dust = 3

    /// Measures a 1-bit image.
    package init(_ ink: Bitmap) {
        let parts = ink.parts
        let heights = parts.filter { part in
            (5...150).contains(part.height) && part.width <= 3 * part.height && part.height <= 6 * part.width
        }.map(\.height).sorted()
        letters = heights.count
        letterHeight = heights.count >= 20 ? heights[heights.count / 2] : nil
        specks = parts.count { $0.width <= Self.dust && $0.height <= Self.dust }
    }

    /// Whether a median filter helps. Full stops and dots of clean print are fewer than its letters; below ten pixels
    /// the filter takes more of the letters than of the dirt.
    package var areWorthFiltering: Bool { specks > 500 && specks > 2 * letters && letterHeight ?? 10 >= 10 }
}

extension Bitmap {
    /// The middle height of this 1-bit image's components that could be letters, in pixels; nil with fewer than 20.
    package var letterHeight: Int? { InkComponents(self).letterHeight }

    /// Each pixel of this 8-bit image the middle one of itself and its eight neighbours (`pixMedianFilter`).
    package func median() throws(RecognitionError) -> Bitmap {
        try Bitmap(pixMedianFilter(pix, 3, 3), from: "pixMedianFilter")
    }
}
