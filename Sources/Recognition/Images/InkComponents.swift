import COCR

/// The connected components of ink on a page, counted by size as letters or dirt.
package struct InkComponents {
    /// The median height, in pixels, of components that could be letters; nil if there are fewer than 20.
    package let letterHeight: Int?
    /// The number of components that could be letters.
    package let letters: Int
    /// The number of components that are no larger than the dust on a scanner's glass.
    package let specks: Int

    private let all: Int

    /// The longest side of a speck in pixels.
    private static let dust = 3

    /// Measures a 1-bit image.
    package init(_ ink: Bitmap) {
        let parts = ink.parts
        all = parts.count
        let heights = parts.filter { part in
            (5...150).contains(part.height) && part.width <= 3 * part.height && part.height <= 6 * part.width
        }.map(\.height).sorted()
        letters = heights.count
        letterHeight = heights.count >= 20 ? heights[heights.count / 2] : nil
        specks = parts.count { $0.width <= Self.dust && $0.height <= Self.dust }
    }

    /// The most components of a page that can be read: ten times as many as a page full of small print has.
    private static let most = 40_000

    /// True for a page that is all specks.
    package var areTooMany: Bool { all > Self.most }

    /// True if a median filter helps. Clean print has fewer full stops and dots than letters. If letters are lower than
    /// ten pixels, the filter damages them more than it removes dirt.
    package var areWorthFiltering: Bool { specks > 500 && specks > 2 * letters && letterHeight ?? 10 >= 10 }
}

extension Bitmap {
    /// The median height, in pixels, of this 1-bit image's components that could be letters; nil if there are fewer
    /// than 20.
    package var letterHeight: Int? { InkComponents(self).letterHeight }

    /// This 8-bit image after a 3 × 3 median filter (`pixMedianFilter`).
    package func median() throws(RecognitionError) -> Bitmap {
        try Bitmap(pixMedianFilter(pix, 3, 3), from: "pixMedianFilter")
    }
}
