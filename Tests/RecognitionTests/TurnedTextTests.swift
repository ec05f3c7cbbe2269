import Invoices
import Rendering
import Testing

@testable import Reading

@Suite(.timeLimit(.minutes(20)))
struct TurnedTextTests {
    /// A page of that size with two columns and an amount, drawn by a matrix that turns it, and a note up its margin.
    private func pdf(_ matrix: String, width: Int, height: Int) -> [UInt8] {
        var rows = "0 0 1 rg BT /F1 9 Tf "
        for row in 0..<6 {
            rows += "1 0 0 1 40 \(250 - 20 * row) Tm (Description\(row) of goods) Tj "
            rows += "1 0 0 1 300 \(250 - 20 * row) Tm (\(100 + row).00) Tj "
        }
        rows += "0 1 -1 0 390 60 Tm (printed by nobody) Tj ET"
        return OnePagePDF.file(content: "q \(matrix) cm \(rows) Q", width: width, height: height)
    }

    @Test(arguments: [
        (0, "1 0 0 1 0 0", 400, 300), (3, "0 -1 1 0 0 400", 300, 400), (2, "-1 0 0 -1 400 300", 400, 300),
        (1, "0 1 -1 0 300 0", 300, 400),
    ]) func `text that was drawn turned is read upright`(quarters: Int, matrix: String, width: Int, height: Int) throws
    {
        let page = try PDFDocument(pdf(matrix, width: width, height: height)).page(1)
        let read = try PDFPageReader(Recognisers(), ReadSettings(languages: ["en"]), ReaderLimits()).read(
            page, number: 1
        ).page
        #expect(read.source == .textLayer)
        #expect(read.width == 400 && read.height == 300)
        #expect(read.preprocessing.rotationAngle == Double(90 * quarters))
        let word = try #require(read.words.first { $0.text == "Description0" })
        let amount = try #require(read.words.first { $0.text == "100.00" })
        #expect(abs(word.box.x - 0.1) < 0.01 && abs(word.box.midY - amount.box.midY) < 0.01)
        #expect(amount.box.x > 0.7 && word.box.width > 3 * word.box.height * 3 / 4)
    }

    @Test func `Hebrew, whose letters run to the left, does not turn a page`() {
        let letters = Array("חשבונית מס קבלה עבור שירותים".unicodeScalars.filter { $0 != " " })
        let glyphs = letters.enumerated().map { index, letter in
            PDFPage.Glyph(scalar: letter, area: PDFPage.Area(x: 300 - 8 * Double(index), y: 20, width: 7, height: 10))
        }
        #expect(TextDirection(glyphs).quarters == 0)
    }

    @Test func `a few turned letters among many do not turn a page`() throws {
        let upright = try PDFDocument(pdf("1 0 0 1 0 0", width: 400, height: 300)).page(1)
        #expect(TextDirection(upright.glyphs).quarters == 0)
    }
}
