import Invoices
import Recognition
import Rendering
import Testing

@testable import Reading

/// What a page's text layer says against what is drawn.
@Suite(.timeLimit(.minutes(20)))
struct LayerVerdictTests {
    private func read(_ bytes: [UInt8]) throws -> Page {
        try PDFPageReader(Recognisers(), ReadSettings(languages: ["en"]), ReaderLimits()).read(
            PDFDocument(bytes).page(1), number: 1
        ).page
    }

    private func text(_ page: Page) -> String { page.words.map(\.text).joined(separator: " ") }

    /// Lines of 10 points, one below the other from the top of a page of 400 × 300 points.
    private func lines(_ texts: [String], x: Int = 40, font: String = "F1", mode: Int = 0) -> String {
        let shown = texts.enumerated().map { "1 0 0 1 \(x) \(270 - 20 * $0) Tm (\($1)) Tj" }
        return "BT \(mode) Tr /\(font) 10 Tf \(shown.joined(separator: " ")) ET"
    }

    /// An image of a page with that content, as an object of a PDF.
    private func picture(of content: String, dpi: Double = 200) throws -> String {
        let raster = try PDFDocument(OnePagePDF.file(content: content)).page(1).render(
            dpi: dpi, .grey, maximumPixels: 10_000_000)
        let digits = raster.bytes.map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }.joined() + ">"
        return "<</Type/XObject/Subtype/Image/Width \(raster.width)/Height \(raster.height)/ColorSpace/DeviceGray"
            + "/BitsPerComponent 8/Filter/ASCIIHexDecode/Length \(digits.utf8.count)>>stream\n\(digits)\nendstream"
    }

    // MARK: Drawn without text

    private let labels = [
        "Invoice number:", "Invoice date:", "Delivery address:", "Total amount:", "We thank you for this order.",
    ]

    @Test func `values that are drawn without text are read beside their labels`() throws {
        let values = lines(["KX 40718", "14 May 2025", "7 Quay Street", "1,250.40"], x: 0)
        let page = try read(
            OnePagePDF.file(
                content: lines(labels) + " q 200 0 0 150 190 150 cm /I1 Do Q", resources: "/XObject<</I1 6 0 R>>",
                objects: [try picture(of: "q 2 0 0 2 0 -300 cm \(values) Q")]))
        #expect(page.source == .textLayer)
        let label = try #require(page.words.first { $0.text == "amount:" })
        let value = try #require(page.words.first { $0.text == "1,250.40" }, "\(text(page))")
        #expect(abs(value.box.midY - label.box.midY) < 0.03 && value.box.x > label.box.maxX)
        #expect(label.confidence == 1 && value.confidence < 1)
        #expect(!page.textLayerDiffers)
    }

    @Test func `a currency's sign that is drawn without text is read beside its amount`() throws {
        let sign = "BT /F1 10 Tf 1 0 0 1 120 250 Tm (\\243) Tj ET"
        let page = try read(
            OnePagePDF.file(
                content: "q 400 0 0 300 0 0 cm /I1 Do Q "
                    + lines(["Invoice number KX 40718 of 14 May 2025", "Total amount"])
                    + lines(["", "741.30"], x: 130) + lines(["", "", "We thank you for this order."]),
                resources: "/XObject<</I1 6 0 R>>", objects: [try picture(of: sign)]))
        #expect(page.source == .textLayer)
        #expect(page.words.contains { $0.text == "£" }, "\(text(page))")
    }

    @Test func `a page that draws nothing without text stays as it says`() throws {
        let page = try read(OnePagePDF.file(content: lines(["Thank you for your order.", "It leaves us on Monday."])))
        #expect(text(page) == "Thank you for your order. It leaves us on Monday.")
        #expect(page.words.allSatisfy { $0.confidence == 1 })
    }

    @Test func `a scan with a stamp of text is recognised as a whole`() throws {
        let scanned = (1...12).map { "Goods of row \($0) at 1\($0).50 each" }
        let stamp = ["received in the mail room by scanner 4 tray 2 batch 77 on 2 April 2025"]
        let page = try read(
            OnePagePDF.file(
                content: "q 400 0 0 300 0 0 cm /I1 Do Q BT /F1 5 Tf 1 0 0 1 20 8 Tm (\(stamp[0])) Tj ET",
                resources: "/XObject<</I1 6 0 R>>", objects: [try picture(of: lines(scanned))]))
        #expect(page.source == .ocr)
        #expect(page.words.contains { $0.text == "111.50" }, "\(text(page))")
        #expect(!page.textLayerDiffers)
    }

    // MARK: Text that is not drawn

    @Test func `a layer whose words are not drawn is not believed`() throws {
        let hidden = (1...3).map { "nobody sees row \($0) of 9.00" }
        let page = try read(
            OnePagePDF.file(content: lines(hidden, mode: 3) + lines(["", "", "", "", "", "", "Amount", "88.10"])))
        #expect(page.source == .textLayer, "a page without a sign of doubt is not drawn")
        let bare = try read(
            OnePagePDF.file(
                content: lines((1...6).map { "nobody sees the total of row \($0)" }, mode: 3)
                    + lines(["", "", "", "", "", "", "Printed for everyone to read"])))
        #expect(bare.source == .ocr && bare.textLayerDiffers)
        #expect(text(bare).contains("Printed") && !text(bare).contains("nobody"), "\(text(bare))")
    }

    @Test func `text outside the page is left out`() throws {
        let page = try read(
            OnePagePDF.file(content: lines(["Amount due 12.50"]) + " BT /F1 10 Tf 1 0 0 1 420 100 Tm (hidden) Tj ET"))
        #expect(text(page) == "Amount due 12.50")
    }

    // MARK: Letters that say something else

    /// A page in a font whose ToUnicode table (ISO 32000-1, 9.10.3) makes other letters of these codes.
    private func page(_ texts: [String], saying map: [(Character, Character)]) -> [UInt8] {
        func code(_ letter: Character) -> String { "<" + String(letter.asciiValue ?? 0, radix: 16) + ">" }
        func unicode(_ letter: Character) -> String { "<00" + String(letter.asciiValue ?? 0, radix: 16) + ">" }
        let table =
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> "
            + "endcodespacerange \(map.count) beginbfchar "
            + map.map { "\(code($0)) \(unicode($1))" }.joined(separator: " ")
            + " endbfchar endcmap end end"
        let form = lines(texts, font: "F2")
        return OnePagePDF.file(
            content: "/X1 Do", resources: "/XObject<</X1 6 0 R>>",
            objects: [
                "<</Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</Font<</F2 7 0 R>>>>/Length "
                    + "\(form.utf8.count)>>stream\n\(form)\nendstream",
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 8 0 R>>",
                "<</Length \(table.utf8.count)>>stream\n\(table)\nendstream",
            ])
    }

    private let invoice = [
        "Invoice number 6031847", "Invoice date 23.10.2024", "Delivery 21.10.2024", "Subtotal 1250.40",
        "Tax 237.58", "Total 1487.98", "Payment until 30.11.2024", "Customer 4410956",
        "Goods that were ordered by letter and sent by train",
    ]

    @Test func `digits that are drawn otherwise than they say are recognised`() throws {
        let digits = Array("0123456789")
        let page = try read(page(invoice, saying: digits.enumerated().map { ($1, digits[($0 + 7) % 10]) }))
        #expect(page.source == .ocr && page.textLayerDiffers)
        #expect(page.words.contains { $0.text == "23.10.2024" }, "\(text(page))")
    }

    @Test func `letters that are drawn otherwise than they say are recognised`() throws {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        let page = try read(page(invoice, saying: letters.enumerated().map { ($1, letters[($0 + 11) % 26]) }))
        #expect(page.source == .ocr && page.textLayerDiffers)
        #expect(page.words.contains { $0.text == "Total" }, "\(text(page))")
    }

    @Test func `numbers that only look like wrong dates are believed when they are drawn so`() throws {
        let parts = ["Part 45.67.8901", "Part 88.90.1234", "Part 71.55.6021", "Price 12.00"]
        let page = try read(OnePagePDF.file(content: lines(parts)))
        #expect(page.source == .textLayer && !page.textLayerDiffers)
        #expect(page.words.allSatisfy { $0.confidence == 1 })
    }
}

struct LayerDoubtTests {
    private func line(_ text: String, x: Double = 0.1, y: Double) -> TextLine {
        var left = x
        let words = text.split(separator: " ").map { word in
            let width = 0.01 * Double(word.count)
            defer { left += width + 0.01 }
            return Word(text: String(word), box: Box(x: left, y: y, width: width, height: 0.012))
        }
        return TextLine(words: words)
    }

    private func lines(_ texts: String...) -> [TextLine] {
        texts.enumerated().map { line($1, y: 0.1 + 0.03 * Double($0)) }
    }

    @Test func `an ordinary page raises no doubt`() {
        let doubt = LayerDoubt(
            lines(
                "Invoice number: 4711", "Date: 12.03.2025", "The amount is due at once and without deduction",
                "Total for the goods of this order: 19,90 EUR"), images: 0.2, isFirst: true)
        #expect(!doubt.isOfInk && !doubt.isOfLetters)
    }

    @Test func `a page that names a sum without any amount may have them drawn`() {
        #expect(LayerDoubt(lines("Invoice", "Total of all goods"), images: 0, isFirst: true).isOfInk)
        #expect(!LayerDoubt(lines("Invoice", "Total 9.00 €"), images: 0, isFirst: true).isOfInk)
        #expect(!LayerDoubt(lines("Invoice", "Thank you"), images: 0, isFirst: true).isOfInk, "no sum is named")
        let terms = (0..<20).map { line("one two three four five six total eight", y: 0.04 * Double($0)) }
        #expect(!LayerDoubt(terms, images: 0, isFirst: true).isOfInk, "a page of terms needs none")
    }

    @Test(arguments: [
        ("Total 9.00", true), ("Total 9.00 £", false), ("Total CHF 9.00", false), ("Total 9,00 kr", false),
        ("Page 9.00", false),
    ]) func `a page with sums and no currency may have its sign drawn`(text: String, isDoubtful: Bool) {
        #expect(LayerDoubt(lines("Invoice", text), images: 0, isFirst: true).isOfInk == isDoubtful)
    }

    @Test func `labels with nothing beside and beneath them raise doubt`() {
        let labels = [0.1, 0.3, 0.5].map { line("Label:", y: $0) }
        #expect(LayerDoubt(labels + [line("9.00 EUR", y: 0.9)], images: 0, isFirst: true).isOfInk)
        let values = [0.1, 0.3, 0.5].map { line("value", x: 0.5, y: $0) }
        #expect(!LayerDoubt(labels + values + [line("9.00 EUR", y: 0.9)], images: 0, isFirst: true).isOfInk)
        let most = [0.15, 0.35, 0.55, 0.75].flatMap { [line("Other:", y: $0), line("value", x: 0.5, y: $0)] }
        #expect(!LayerDoubt(labels + most + [line("9.00 EUR", y: 0.9)], images: 0, isFirst: true).isOfInk)
        let beneath = [0.115, 0.315, 0.515].map { line("value", y: $0) }
        #expect(!LayerDoubt(labels + beneath + [line("9.00 EUR", y: 0.9)], images: 0, isFirst: true).isOfInk)
    }

    @Test func `an image over most of the page raises doubt`() {
        #expect(LayerDoubt(lines("Total 9.00"), images: 0.8, isFirst: true).isOfInk)
    }

    @Test(arguments: [
        ("of 45.36.5358 and 59.37.5358", true), ("of 45.36.5358 and 12.11.2024", false), ("of 2024-31-12", false),
        ("of 2024-12-31", false), ("of 2024-45-31", true), ("version 45.36.53", false),
    ]) func `dates that no calendar has raise doubt of the digits`(text: String, isDoubtful: Bool) {
        #expect(LayerDoubt(lines("Total 9.00 \(text)"), images: 0, isFirst: true).isOfLetters == isDoubtful)
    }

    @Test func `many amounts without any year raise doubt of the digits`() {
        let amounts = "1.10 2.20 3.30 4.40 5.50 6.60"
        #expect(LayerDoubt(lines(amounts), images: 0, isFirst: true).isOfLetters)
        #expect(!LayerDoubt(lines(amounts), images: 0, isFirst: false).isOfLetters, "a later page needs no date")
        #expect(!LayerDoubt(lines(amounts + " 2025"), images: 0, isFirst: true).isOfLetters)
    }

    @Test func `words of no language raise doubt of the letters`() {
        let words = (0..<20).map { "xq\($0)vbz wkr" }.joined(separator: " ")
        #expect(LayerDoubt(lines(words + " 9.00"), images: 0, isFirst: true).isOfLetters)
        #expect(!LayerDoubt(lines(words + " 9.00 payment"), images: 0, isFirst: true).isOfLetters)
    }
}
