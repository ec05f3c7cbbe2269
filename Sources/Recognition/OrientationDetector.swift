import COCR

/// Tesseract's orientation detection: slower and more reliable than `Bitmap.orientation`.
package final class OrientationDetector {
    private let tesseract: OpaquePointer

    /// Loads Debian's `osd` data (`TessBaseAPIInit2`).
    package init() throws(RecognitionError) {
        guard let tesseract = TessBaseAPICreate() else { throw .outOfMemory }
        self.tesseract = tesseract
        guard TessBaseAPIInit2(tesseract, nil, "osd", OEM_TESSERACT_ONLY) == 0 else { throw .noSuchLanguage("osd") }
        TessBaseAPISetVariable(tesseract, "debug_file", "/dev/null")
    }

    deinit {
        TessBaseAPIEnd(tesseract)
        TessBaseAPIDelete(tesseract)
    }

    /// The quarter turns to rotate it clockwise, with a confidence; nil if there is too little text
    /// (`TessBaseAPIDetectOrientationScript`).
    package func orientation(of bitmap: Bitmap, dpi: Int) -> (quarters: Int, confidence: Double)? {
        TessBaseAPISetPageSegMode(tesseract, PSM_OSD_ONLY)
        TessBaseAPISetImage2(tesseract, bitmap.pix)
        TessBaseAPISetSourceResolution(tesseract, Int32(dpi))
        defer { TessBaseAPIClear(tesseract) }
        var degrees: Int32 = 0
        var (confidence, scriptConfidence): (Float, Float) = (0, 0)
        guard
            TessBaseAPIDetectOrientationScript(tesseract, &degrees, &confidence, nil, &scriptConfidence) != 0
        else { return nil }
        return (Int(360 - degrees) / 90 % 4, Double(confidence))
    }
}
