import FieldExtraction
import Foundation
import Invoices
import Recognition
import Rendering
import Testing

@testable import Reading

/// Codes that a born-digital page shows as an image: looked at alone, and found where they stand.
struct PageCodesTests {
    private static let text = "BT /F1 11 Tf 60 700 Td (Invoice 2024-17 of 3 May for 40.00 EUR) Tj ET"

    /// The code of a sample, cut out of it, as pixels.
    private func code() throws -> Raster {
        let page = try PDFDocument(path: DrawnPage.sample("girocode-at.pdf")).page(1)
        let found = try #require(
            PageCodes.codes(on: Bitmap(page.render(dpi: 200, .grey, maximumPixels: 1 << 24)))
                .first)
        var area = page.whole
        area.minX = found.box.x * page.width
        area.minY = found.box.y * page.height
        area.maxX = area.minX + found.box.width * page.width
        area.maxY = area.minY + found.box.height * page.height
        return try page.render(area.grown(by: 2), dpi: 200, .grey, maximumPixels: 1 << 24)
    }

    /// A page of 400 × 800 points: the code 100 points wide, its lower left corner at (250, 150) from below, and maybe
    /// once more.
    private func page(showing code: Raster, turned: Int, also place: String = "") throws -> PDFPage {
        let more = place.isEmpty ? "" : "q 100 0 0 100 \(place) cm /I1 Do Q"
        let drawing = "q 100 0 0 100 250 150 cm /I1 Do Q \(more) \(Self.text)"
        let head = """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
            3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 800]/Rotate \(turned)/Contents 4 0 R
            /Resources<</Font<</F1 5 0 R>>/XObject<</I1 6 0 R>>>>>>endobj
            4 0 obj<</Length \(drawing.utf8.count)>>
            stream
            \(drawing)
            endstream
            endobj
            5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
            6 0 obj<</Type/XObject/Subtype/Image/Width \(code.width)/Height \(code.height)/ColorSpace/DeviceGray
            /BitsPerComponent 8/Length \(code.bytes.count)>>
            stream

            """
        let bytes = Array(head.utf8) + code.bytes + Array("\nendstream\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n".utf8)
        let path = FileManager.default.temporaryDirectory.appending(path: "code-\(UUID().uuidString).pdf")
        defer { try? FileManager.default.removeItem(at: path) }
        try Data(bytes).write(to: path)
        return try PDFDocument(path: path.path).page(1)
    }

    @Test(arguments: [0, 90]) func `of two codes side by side each is found once`(turned: Int) throws {
        let page = try page(showing: code(), turned: turned, also: "141 150")
        let codes = PageCodes.codes(on: page, saying: [], maximumPixels: 1 << 24)
        #expect(codes.count == 2)
        #expect(Set(codes.map(\.text)).count == 1)
    }

    @Test(arguments: [(0, 0.75, 0.75), (90, 0.25, 0.75), (180, 0.25, 0.25), (270, 0.75, 0.25)])
    func `an image of a code is read, and its place is the page's`(turned: Int, x: Double, y: Double) throws {
        let page = try page(showing: code(), turned: turned)
        let codes = PageCodes.codes(on: page, saying: [], maximumPixels: 1 << 24)
        #expect(codes.count == 1)
        let found = try #require(codes.first)
        #expect(PaymentCode(text: found.text)?.message == "Rechnung 2025/318")
        #expect(abs(found.box.x + found.box.width / 2 - x) < 0.02 && abs(found.box.y + found.box.height / 2 - y) < 0.02)
    }
}
