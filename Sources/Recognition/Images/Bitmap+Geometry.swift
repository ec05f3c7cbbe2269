import COCR
import Foundation

extension Bitmap {
    /// Scaled up or down smoothly by `factor` (`pixScale`, `pixScaleAreaMap`).
    package func scaled(by factor: Double) throws(RecognitionError) -> Bitmap {
        let factor = Float(factor)
        let scaled = factor < 0.7 && depth > 1 ? pixScaleAreaMap(pix, factor, factor) : pixScale(pix, factor, factor)
        return try Bitmap(scaled, from: "pixScale")
    }

    /// Rotated clockwise by that many quarter turns (`pixRotateOrth`).
    package func turned(quarters: Int) throws(RecognitionError) -> Bitmap {
        quarters % 4 == 0 ? self : try Bitmap(pixRotateOrth(pix, Int32(quarters & 3)), from: "pixRotateOrth")
    }

    /// Scaled to the finer of its two resolutions if they differ: the lines of a fax lie further apart than the dots
    /// (`pixScale`).
    package func withSquarePixels() throws(RecognitionError) -> Bitmap {
        let (across, down) = (Double(pixGetXRes(pix)), Double(pixGetYRes(pix)))
        guard across > 0, down > 0, (1.1...4).contains(max(across, down) / min(across, down)) else { return self }
        let finer = max(across, down)
        let square = try Bitmap(pixScale(pix, Float(finer / across), Float(finer / down)), from: "pixScale")
        square.setResolution(Int(finer))
        return square
    }

    /// Left and right swapped (`pixFlipLR`).
    package func mirrored() throws(RecognitionError) -> Bitmap { try Bitmap(pixFlipLR(nil, pix), from: "pixFlipLR") }

    /// Rotated clockwise by a small angle about its centre, with white corners and the same size (`pixRotateAM`).
    package func turned(degrees: Double) throws(RecognitionError) -> Bitmap {
        let radians = Float(degrees * .pi / 180)
        let turned =
            depth == 1
            ? pixRotate(pix, radians, Int32(L_ROTATE_SAMPLING), Int32(L_BRING_IN_WHITE), 0, 0)
            : pixRotateAM(pix, radians, Int32(L_BRING_IN_WHITE))
        return try Bitmap(turned, from: "pixRotateAM")
    }

    /// The part inside that box, in pixels, clipped to the image (`pixClipRectangle`).
    package func clipped(x: Int, y: Int, width: Int, height: Int) throws(RecognitionError) -> Bitmap {
        guard let box = boxCreate(Int32(x), Int32(y), Int32(width), Int32(height)) else { throw .failed("boxCreate") }
        var owned: UnsafeMutablePointer<Box>? = box
        defer { boxDestroy(&owned) }
        return try Bitmap(pixClipRectangle(pix, box, nil), from: "pixClipRectangle")
    }

    /// The middle of a large image, where an invoice has most of its text, or the whole of a small one.
    package var middle: Bitmap {
        get throws(RecognitionError) {
            guard width * height > 3_000_000 else { return self }
            return try clipped(
                x: width * 15 / 100, y: height * 15 / 100, width: width * 7 / 10, height: height * 7 / 10)
        }
    }

    /// The skew of this 1-bit image's text, as the degrees to rotate it clockwise, with a confidence; nil if there is
    /// too little text (`pixFindSkewSweepAndSearch`).
    package var skew: (degrees: Double, confidence: Double)? {
        let usual = skew(within: 7)
        // A wider range takes longer, and few pages lie so.
        guard usual.map({ $0.confidence < Self.surelySkewed }) ?? true else { return usual }
        guard let wider = skew(within: 20), wider.confidence >= Self.surelySkewed else { return usual }
        return wider
    }

    /// The confidence of `skew` from which the angle is right.
    package static let surelySkewed = 3.0

    private func skew(within degrees: Float) -> (degrees: Double, confidence: Double)? {
        var angle: Float = 0
        var confidence: Float = 0
        let reduction: Int32 = width > 1600 ? 4 : 2
        guard pixFindSkewSweepAndSearch(pix, &angle, &confidence, reduction, reduction / 2, degrees, 1, 0.01) == 0
        else { return nil }
        return (Double(angle), Double(confidence))
    }

    /// The orientation of this 1-bit image, as the quarter turns to rotate it clockwise, with a confidence, 0 if none
    /// was found. Needs text at about 300 dpi (`pixOrientDetect`).
    package var orientation: (quarters: Int, confidence: Double) {
        var up: Float = 0
        var left: Float = 0
        guard pixOrientDetect(pix, &up, &left, 0, 0) == 0 else { return (0, 0) }
        let (upness, leftness) = (Double(up), Double(left))
        guard max(abs(upness), abs(leftness)) > 0 else { return (0, 0) }
        if abs(upness) >= abs(leftness) {
            return (upness > 0 ? 0 : 2, abs(upness))
        }
        // Text whose tops point left needs one quarter turn clockwise.
        return (leftness > 0 ? 1 : 3, abs(leftness))
    }
}
