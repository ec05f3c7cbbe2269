import Invoices
import Rendering
import Testing

@testable import Reading

@Suite(.timeLimit(.minutes(20)))
struct FormTests {
    private let labels = """
        BT /F1 9 Tf 1 0 0 1 40 200 Tm (Invoice number) Tj 1 0 0 1 40 180 Tm (Kind of goods) Tj \
        1 0 0 1 40 140 Tm (Delivery address) Tj 1 0 0 1 40 100 Tm (Secret) Tj ET
        """

    private func field(_ entries: String, _ rectangle: String) -> String {
        "<</Type/Annot/Subtype/Widget/P 3 0 R/Rect[\(rectangle)]/DA(/F1 9 Tf 0 g)\(entries)>>"
    }

    private var form: [UInt8] {
        OnePagePDF.file(
            content: labels, annotations: "6 0 R 7 0 R 8 0 R 9 0 R",
            catalog: "/AcroForm<</Fields[6 0 R 7 0 R 8 0 R 9 0 R]/DR<</Font<</F1 5 0 R>>>>/NeedAppearances true>>",
            objects: [
                field("/FT/Tx/T(number)/V(WX 2207)", "150 196 300 210"),
                field("/FT/Ch/Ff 131072/T(kind)/Opt[(Wood)(Stone)]/V(Stone)", "150 176 300 190"),
                field("/FT/Tx/Ff 4096/T(address)/V(7 Quay Street\\nPort Ellis)", "150 120 300 160"),
                field("/FT/Tx/Ff 8192/T(secret)/V(hidden)", "150 96 300 110"),
            ])
    }

    private func read(_ bytes: [UInt8]) throws -> Page {
        try PDFPageReader(Recognisers(), ReadSettings(languages: ["en"]), ReaderLimits()).read(
            PDFDocument(bytes).page(1), number: 1
        ).page
    }

    @Test func `what was filled into a form is read where it stands`() throws {
        let page = try read(form)
        let label = try #require(page.words.first { $0.text == "number" })
        let value = try #require(page.words.first { $0.text == "2207" })
        #expect(abs(label.box.midY - value.box.midY) < 0.02 && value.box.x > 0.38)
        #expect(page.words.contains { $0.text == "Stone" } && !page.words.contains { $0.text == "Wood" })
        let lines = page.lines.map { $0.words.map(\.text).joined(separator: " ") }
        #expect(lines.contains("7 Quay Street") && lines.contains("Port Ellis"))
    }

    @Test func `a password is not read`() throws {
        #expect(!(try read(form)).words.contains { $0.text == "hidden" })
    }
}
