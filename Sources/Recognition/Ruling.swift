import COCR

extension Bitmap {
    /// The straight lines drawn on this 1-bit image: rules of tables, frames, underlines. Longer than a letter's
    /// strokes, thinner than a letter; a filled area is none (`pixOpenBrick`).
    package func ruling(letterHeight: Int) throws(RecognitionError) -> Bitmap {
        let across = try lines(width: 4 * letterHeight, height: 1, thinnerThan: letterHeight / 2)
        let down = try lines(width: 1, height: 5 * letterHeight / 2, thinnerThan: letterHeight / 2)
        let both = try Bitmap(pixOr(nil, across.pix, down.pix), from: "pixOr")
        // What binarisation left of a line's edges.
        return try Bitmap(pixDilateBrick(nil, both.pix, 3, 3), from: "pixDilateBrick")
    }

    private func lines(width: Int, height: Int, thinnerThan limit: Int) throws(RecognitionError) -> Bitmap {
        let long = try Bitmap(pixOpenBrick(nil, pix, Int32(width), Int32(height)), from: "pixOpenBrick")
        let isFlat = height == 1
        let thick = try Bitmap(
            pixOpenBrick(nil, long.pix, isFlat ? 1 : Int32(limit), isFlat ? Int32(limit) : 1), from: "pixOpenBrick")
        let filled = try Bitmap(pixSeedfillBinary(nil, thick.pix, long.pix, 8), from: "pixSeedfillBinary")
        return try Bitmap(pixSubtract(nil, long.pix, filled.pix), from: "pixSubtract")
    }

    /// This image with paper where `mask` is set (`pixSetMasked`).
    package func whitened(where mask: Bitmap) throws(RecognitionError) -> Bitmap {
        let white = try Bitmap(pixCopy(nil, pix), from: "pixCopy")
        pixSetMasked(white.pix, mask.pix, depth == 1 ? 0 : depth == 8 ? 255 : 0xFFFF_FF00)
        return white
    }

    /// This 1-bit image without what lies in `boxes` (`pixClearInRect`).
    package func cleared(in boxes: [PixelBox]) throws(RecognitionError) -> Bitmap {
        let cleared = try Bitmap(pixCopy(nil, pix), from: "pixCopy")
        for box in boxes {
            var area = boxCreate(Int32(box.left), Int32(box.top), Int32(box.width), Int32(box.height))
            pixClearInRect(cleared.pix, area)
            boxDestroy(&area)
        }
        return cleared
    }

    /// The boxes of this 1-bit image's connected parts (`pixConnCompBB`).
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
