import COCR

/// Where the paper lies on a photo whose larger part is a dark desk.
package struct PaperArea {
    /// The photo is looked at that many times smaller.
    private static let reduction = 8
    /// In pixels of the smaller picture: letters narrower than this do not part the paper.
    private static let letters: Int32 = 7
    /// Shares of the picture: less is no page. More, and most of the picture is paper: the desk does no harm there, and a
    /// shadow that falls on a page must not be taken for one.
    private static let sizes = 0.02...0.5
    /// The share of its box that the paper fills; it may lie crooked. Letters in white on black fill less.
    private static let leastFilled = 0.4

    /// In pixels of the picture.
    package let box: PixelBox

    /// Nil if no part of the 8-bit picture looks like a page on a darker desk.
    package init?(_ grey: Bitmap) throws(RecognitionError) {
        guard let border = GreyLevels(grey)?.deskBorder else { return nil }
        let small = try grey.scaled(by: 1 / Double(Self.reduction))
        let dark = try Bitmap(pixThresholdToBinary(small.pix, Int32(border)), from: "pixThresholdToBinary")
        let light = try dark.inverted()
        let solid = try Bitmap(pixCloseBrick(nil, light.pix, Self.letters, Self.letters), from: "pixCloseBrick")
        guard let part = solid.parts.max(by: { $0.width * $0.height < $1.width * $1.height }) else { return nil }
        let (size, whole) = (Double(part.width * part.height), Double(small.width * small.height))
        guard Self.sizes.contains(size / whole), Double(light.inkCount(in: part)) >= Self.leastFilled * size else {
            return nil
        }
        box = PixelBox(
            left: part.left * Self.reduction, top: part.top * Self.reduction,
            right: min(grey.width, part.right * Self.reduction), bottom: min(grey.height, part.bottom * Self.reduction))
    }
}

extension Bitmap {
    /// This 8-bit image with white instead of the dark desk around the paper (`pixSetInRectArbitrary`); nil if it shows
    /// none. The desk would be taken for the paper where it fills more of the picture.
    package func withoutDesk() throws(RecognitionError) -> Bitmap? {
        guard let paper = try PaperArea(self)?.box else { return nil }
        let result = try Bitmap(pixCopy(nil, pix), from: "pixCopy")
        let around = [
            PixelBox(left: 0, top: 0, right: width, bottom: paper.top),
            PixelBox(left: 0, top: paper.bottom, right: width, bottom: height),
            PixelBox(left: 0, top: paper.top, right: paper.left, bottom: paper.bottom),
            PixelBox(left: paper.right, top: paper.top, right: width, bottom: paper.bottom),
        ]
        for side in around where side.width > 0 && side.height > 0 {
            var area = boxCreate(Int32(side.left), Int32(side.top), Int32(side.width), Int32(side.height))
            pixSetInRectArbitrary(result.pix, area, 255)
            boxDestroy(&area)
        }
        return result
    }
}
