import Foundation
import Invoices
import Rendering
import Testing

@testable import Reading

/// Documents as searchable PDFs, judged by Poppler's tools and qpdf.
@Suite(.timeLimit(.minutes(20)))
struct PDFCopyTests {
    private func reader(_ name: String) throws -> DocumentReader {
        try DocumentReader(path: DrawnPage.sample(name), recognisers: Recognisers())
    }

    private func pages(_ reader: DocumentReader) throws -> [Page] {
        try (1...reader.summary.pageCount).map { try reader.page($0, settings: ReadSettings()).page }
    }

    /// A skewed or turned page is among them, several pages, and each kind of file.
    @Test(arguments: [
        "hardware-es.png", "turned-fr.jpg", "wholesale-nl.tiff", "till-receipt-en.bmp", "office-scan-de.pdf",
        "workshop-shadow-it.jpg",
    ])
    func `a scan's words are found in its PDF, on the ink that they were read from`(name: String) throws {
        let reader = try reader(name)
        let pages = try pages(reader)
        let bytes = try reader.pdf(with: pages).bytes
        let pdf = try PrintedPDF(bytes)
        #expect(try pdf.output("qpdf", ["--check"]).contains("No syntax or stream encoding errors found"))
        let found = try pdf.words()
        let read = pages.flatMap(\.words).flatMap { $0.text.split(separator: " ").map(String.init) }
        #expect(found.map(\.text).sorted() == read.sorted())
        let document = try PDFDocument(bytes)
        for page in pages {
            let shown = try document.page(page.number).render(dpi: 100, .grey, maximumPixels: 50_000_000)
            let ofPage = found.filter { $0.page == page.number }
            let inked = ofPage.count {
                shown.contrast(x: $0.x, y: $0.y, width: $0.maxX - $0.x, height: $0.maxY - $0.y) > 40
            }
            #expect(inked * 100 >= ofPage.count * 97, "\(inked) of \(ofPage.count)")
            guard page.preprocessing.rotationAngle.truncatingRemainder(dividingBy: 90) == 0 else { continue }
            for word in page.words where word.text.count > 2 && !word.text.contains(" ") {
                #expect(
                    ofPage.contains {
                        $0.text == word.text && abs($0.midX - word.box.midX) < 0.005
                            && abs($0.midY - word.box.midY) < 0.005
                    }, "\(word.text)")
            }
        }
    }

    @Test(arguments: [("turned-fr.jpg", "jpeg"), ("hardware-es.png", "image"), ("wholesale-nl.tiff", "ccitt")])
    func `an image is kept as it came where PDF knows its form`(name: String, coding: String) throws {
        let reader = try reader(name)
        let bytes = try reader.pdf(with: []).bytes
        let lines = try PrintedPDF(bytes).output("pdfimages", ["-list"]).split(separator: "\n").dropFirst(2)
        #expect(lines.count == reader.summary.pageCount)
        #expect(lines.allSatisfy { $0.contains(coding) }, "\(lines)")
        if coding == "jpeg" {
            let file = try [UInt8](Data(contentsOf: URL(filePath: DrawnPage.sample(name))))
            #expect(Data(bytes).range(of: Data(file)) != nil, "byte for byte")
        }
    }

    @Test func `a PDF with its own text stays as it is`() throws {
        let reader = try reader("consultancy-en.pdf")
        let file = try [UInt8](Data(contentsOf: URL(filePath: DrawnPage.sample("consultancy-en.pdf"))))
        #expect(try reader.pdf(with: pages(reader)).bytes == file)
    }

    @Test func `an e-invoice's PDF is the pages that were made of it`() throws {
        let reader = try reader("einvoice-de.xml")
        let pages = try pages(reader)
        #expect(pages.count { $0.image.isRendered } == pages.count)
        let pdf = try PrintedPDF(reader.pdf(with: pages).bytes)
        let found = Set(try pdf.words().map(\.text))
        #expect(pages.flatMap(\.words).count { !found.contains($0.text) } == 0)
        _ = try pdf.output("qpdf", ["--check"])
    }

    @Test func `words of every script are found`() throws {
        let texts = ["Ærøskøbing", "Ελλάδα", "Київ", "東京", "שלום", "𝔘nicode", "(a\\b)", "1.471,60€"]
        let words = texts.enumerated().map { index, text in
            Word(text: text, box: Box(x: 0.1, y: 0.05 + 0.1 * Double(index), width: 0.4, height: 0.02))
        }
        let reader = try reader("hardware-es.png")
        var page = try pages(reader)[0]
        page.lines = words.map { TextLine(words: [$0]) }
        let found = try PrintedPDF(reader.pdf(with: [page]).bytes).words().map(\.text)
        #expect(Set(found).isSuperset(of: ["Ærøskøbing", "Ελλάδα", "Київ", "東京", "𝔘nicode", "(a\\b)", "1.471,60€"]))
    }
}
