import Foundation
package import Recognition

/// A second recogniser beside Tesseract, and optional: PP-OCRv6 small, computed by OpenVINO. It finds lines on receipts and
/// photos, and reads lines of Latin and Greek letters.
///
/// Both parts are loaded at run time from one folder, which `scripts/setup` fills. Nothing here starts a thread, so that a
/// process can fork after loading.
package final class LineRecognition {
    private static let library = "libopenvino_c.so"
    private static let (detection, recognition) = ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx")

    /// The widest picture in which lines are found: half as large, its letters are large enough.
    package static let mostColumns = 2 * TextDetector.mostColumns

    private let detector: TextDetector
    private let reader: LineReader

    /// Loads library and models from a folder, which takes 0.4 s of processor time.
    package init(folder: String) throws(LineRecognitionError) {
        if let name = Self.missing(in: folder) { throw .missing(name) }
        try Network.loadLibrary("\(folder)/\(Self.library)")
        detector = try TextDetector(model: "\(folder)/\(Self.detection)")
        reader = try LineReader(model: "\(folder)/\(Self.recognition)")
    }

    /// Computes each size of picture once, which takes about a second. Otherwise every fork would prepare them again.
    package func warm() throws(LineRecognitionError) {
        try detector.warm()
        try reader.warm()
    }

    /// The first part that the folder lacks; nil if it has all.
    package static func missing(in folder: String) -> String? {
        [library, detection, recognition].first { !FileManager.default.isReadableFile(atPath: "\(folder)/\($0)") }
    }

    /// The regions with text; a wide picture is searched smaller.
    package func regions(in picture: Bitmap) throws -> [TextRegion] { try detector.regions(in: picture) }

    /// The words of a region, from left to right.
    package func words(of region: TextRegion, in picture: GreyPixels) throws(LineRecognitionError) -> [RecognisedWord] {
        WordDivision(region, in: picture).words(of: try reader.read(region, in: picture))
    }
}
