import Invoices
import Rendering
import Testing

@testable import Reading

@Suite(.timeLimit(.minutes(20)))
struct ImageMaskTests {
    /// A page covered by a stencil of 32 × 16 pixels, whose first 8 × 8 are ink.
    private var page: [UInt8] {
        let rows = (0..<16).map { $0 < 8 ? "00FFFFFF" : "FFFFFFFF" }.joined() + ">"
        return OnePagePDF.file(
            content: "q 320 0 0 160 0 0 cm /I1 Do Q", width: 320, height: 160, resources: "/XObject<</I1 6 0 R>>",
            objects: [
                "<</Type/XObject/Subtype/Image/ImageMask true/Width 32/Height 16/BitsPerComponent 1"
                    + "/Filter/ASCIIHexDecode/Length \(rows.utf8.count)>>stream\n\(rows)\nendstream"
            ])
    }

    @Test(arguments: [Raster.Channels.grey, .rgb]) func `a scan stored as a mask has ink on white paper`(
        channels: Raster.Channels
    ) throws {
        let page = try PDFDocument(page).page(1)
        let image = try #require(page.images.first)
        let pixels = try #require(page.pixels(of: image, channels))
        func value(_ x: Int, _ y: Int) -> UInt8 { pixels.bytes[(y * pixels.width + x) * channels.rawValue] }
        #expect(value(2, 2) == 0)
        #expect(value(30, 2) == 255 && value(2, 14) == 255)
    }
}
