package import Recognition

/// The place of a line's text, or of a part of a line: a parallelogram with upright sides.
package struct TextRegion: Equatable {
    /// In pixels.
    package var left: Double
    package var right: Double
    /// The middle of its height at the left edge.
    package var middle: Double
    package var height: Double
    /// How far the text descends for each pixel to the right.
    package var slope: Double

    package init(left: Double, right: Double, middle: Double, height: Double, slope: Double) {
        self.left = left
        self.right = right
        self.middle = middle
        self.height = height
        self.slope = slope
    }

    package init(_ box: PixelBox) {
        self.init(
            left: Double(box.left), right: Double(box.right), middle: Double(box.top + box.bottom) / 2,
            height: Double(box.height), slope: 0)
    }

    package var width: Double { right - left }

    /// The middle of its height at that column, which may lie outside.
    package func middle(at x: Double) -> Double { middle + slope * (x - left) }

    /// The box around the part between two columns.
    package func box(from start: Double, to end: Double) -> PixelBox {
        let (first, last) = (middle(at: start), middle(at: end))
        return PixelBox(
            left: Int(start.rounded(.down)), top: Int((min(first, last) - height / 2).rounded(.down)),
            right: Int(end.rounded(.up)), bottom: Int((max(first, last) + height / 2).rounded(.up)))
    }

    package var box: PixelBox { box(from: left, to: right) }

    /// The region in a picture of that many times the size.
    func scaled(by factor: Double) -> TextRegion {
        TextRegion(
            left: left * factor, right: right * factor, middle: middle * factor, height: height * factor, slope: slope)
    }
}
