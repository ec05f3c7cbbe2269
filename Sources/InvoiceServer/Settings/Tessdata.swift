import Foundation

/// The languages whose data Tesseract has on this machine.
enum Tessdata {
    private static let suffix = ".traineddata"

    /// The languages that Tesseract can read here, by its names.
    static var languages: Set<String> { installed.subtracting(["osd"]) }

    /// Tesseract's names, e.g. `deu`; also `osd`, which finds a page's orientation.
    static var installed: Set<String> {
        let environment = ProcessInfo.processInfo.environment["TESSDATA_PREFIX"]
        let folders = [environment, "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tessdata"].compactMap { $0 }
        return Set(
            folders.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0)) ?? [] }
                .filter { $0.hasSuffix(suffix) }.map { String($0.dropLast(suffix.count)) })
    }
}
