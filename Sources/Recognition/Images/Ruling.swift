import COCR

extension Bitmap {
    /// The straight lines on this 1-bit image: rules of tables, frames, underlines. They are longer than a letter's
    /// strokes and thinner than a letter; a filled area is not a line (`pixOpenCompBrick`, `pixOpenBrick`).
    package func ruling(letterHeight: Int) throws(RecognitionError) -> Bitmap {
        let across = try lines(width: 4 * letterHeight, height: 1, thinnerThan: letterHeight / 2)
        let down = try lines(width: 1, height: 5 * letterHeight / 2, thinnerThan: letterHeight / 2)
        return try Bitmap(pixOr(nil, across.pix, down.pix), from: "pixOr")
    }

    private func lines(width: Int, height: Int, thinnerThan limit: Int) throws(RecognitionError) -> Bitmap {
        let isFlat = height == 1
        // A line with a slope of less than a degree continues in the next row of pixels. Its edges belong to it.
        let broad = try Bitmap(pixDilateBrick(nil, pix, isFlat ? 1 : 3, isFlat ? 3 : 1), from: "pixDilateBrick")
        let long = try Bitmap(pixOpenCompBrick(nil, broad.pix, Int32(width), Int32(height)), from: "pixOpenCompBrick")
        let thick = try Bitmap(
            pixOpenBrick(nil, long.pix, isFlat ? 1 : Int32(limit), isFlat ? Int32(limit) : 1), from: "pixOpenBrick")
        let filled = try Bitmap(pixSeedfillBinary(nil, thick.pix, long.pix, 8), from: "pixSeedfillBinary")
        return try Bitmap(pixSubtract(nil, long.pix, filled.pix), from: "pixSubtract")
    }

    /// This image with white where `mask` is set (`pixSetMasked`).
    package func whitened(where mask: Bitmap) throws(RecognitionError) -> Bitmap {
        let white = try Bitmap(pixCopy(nil, pix), from: "pixCopy")
        pixSetMasked(white.pix, mask.pix, depth == 1 ? 0 : depth == 8 ? 255 : 0xFFFF_FF00)
        return white
    }

    /// This 1-bit image without the ink in `boxes` (`pixClearInRect`).
    package func cleared(in boxes: [PixelBox]) throws(RecognitionError) -> Bitmap {
        let cleared = try Bitmap(pixCopy(nil, pix), from: "pixCopy")
        for box in boxes {
            var area = boxCreate(Int32(box.left), Int32(box.top), Int32(box.width), Int32(box.height))
            pixClearInRect(cleared.pix, area)
            boxDestroy(&area)
        }
        return cleared
    }

    /// The number of ink pixels of this 1-bit image in `box` (`pixCountPixelsInRect`); 0 if the box is outside the
    /// image.
    package func inkCount(in box: PixelBox) -> Int {
        var area = boxCreate(Int32(box.left), Int32(box.top), Int32(box.width), Int32(box.height))
        defer { boxDestroy(&area) }
        var count: Int32 = 0
        return pixCountPixelsInRect(pix, area, &count, nil) == 0 ? Int(count) : 0
    }

    /// The boxes of this 1-bit image's connected components (`pixConnCompBB`).
    package var parts: [PixelBox] {
        guard let boxes = pixConnCompBB(pix, 8) else { return [] }
        var owned: UnsafeMutablePointer<Boxa>? = boxes
        defer { boxaDestroy(&owned) }
        return (0..<boxaGetCount(boxes)).map { index in
            var (left, top, width, height): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            boxaGetBoxGeometry(boxes, index, &left, &top, &width, &height)
            return PixelBox(left: Int(left), top: Int(top), right: Int(left + width), bottom: Int(top + height))
        }
    }
}
