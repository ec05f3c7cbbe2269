import Foundation
import Recognition
import Rendering

@testable import Reading

/// A page of the samples as pixels, to be spoilt by the tests, and the words that stand on it.
struct DrawnPage {
    let bytes: [UInt8]
    let width: Int
    let height: Int
    let words: Set<String>

    static func sample(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Samples/\(name)").path
    }

    init(_ name: String = "consultancy-en.pdf", dpi: Double = 200) throws {
        let page = try PDFDocument(path: Self.sample(name)).page(1)
        let raster = try page.render(dpi: dpi, .grey, maximumPixels: 50_000_000)
        (bytes, width, height) = (raster.bytes, raster.width, raster.height)
        words = Set(GlyphLines(page).lines.flatMap(\.words).map(\.text).filter { $0.count > 3 })
    }

    /// Each pixel changed by where it stands, 0…1 from the left.
    func bitmap(_ change: (UInt8, Double) -> Double = { value, _ in Double(value) }) throws -> Bitmap {
        var changed = bytes
        for y in 0..<height {
            for x in 0..<width {
                let value = change(bytes[y * width + x], Double(x) / Double(width))
                changed[y * width + x] = UInt8(max(0, min(255, value)))
            }
        }
        return try Bitmap(width: width, height: height, isColour: false, bytes: changed)
    }

    /// The share of the page's words that were read.
    func recall(_ lines: [RecognisedLine]) -> Double {
        let read = Set(lines.flatMap(\.words).map(\.text))
        return Double(words.intersection(read).count) / Double(max(1, words.count))
    }
}
