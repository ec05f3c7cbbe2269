import Invoices
import PDFWriting
import Recognition
import Rendering

/// Makes a PDF of a document: images as pages with the words that were read on them, PDFs as they are or with the words
/// of their scanned pages, and, if wanted, with an e-invoice embedded.
struct PDFCopy {
    /// The pages as they were read, by number; those that are missing get no words.
    private let pages: [Int: Page]
    private let invoice: InvoiceAttachment?

    init(_ pages: [Page], embedding invoice: InvoiceXML?) {
        self.pages = Dictionary(pages.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        self.invoice = invoice.map { InvoiceAttachment(xml: $0.bytes, profile: $0.profile, time: $0.time) }
    }

    /// A PDF of somebody else's. Without scanned pages and e-invoice it stays as it is, byte for byte.
    func ofPDF(_ source: SourceFile, _ document: PDFDocument) throws -> DocumentPDF {
        let scanned = pages.values.filter { $0.source == .ocr }.sorted { $0.number < $1.number }
        guard !scanned.isEmpty || invoice != nil else { return DocumentPDF(bytes: try source.bytes()) }
        let file = try PDFFile(path: source.path)
        let count = try file.pageCount()
        var searchable = SearchablePDF(file)
        for page in scanned where page.number <= count {
            searchable.add(layer(of: page, turn: Self.turn(of: page, in: searchable)), toPage: page.number)
        }
        try searchable.finish()
        let conformance: DocumentPDF.Conformance =
            invoice == nil ? .notAsked : document.hasAllFonts ? .sourceNotChecked : .fontsNotEmbedded
        return try finished(file, conformance)
    }

    /// An image file; each frame becomes a page.
    func ofImage(_ bytes: [UInt8], _ image: ImageFile, frames: Int) throws -> DocumentPDF {
        let transcript = ImageTranscript(bytes, image)
        var searchable = SearchablePDF(try PDFFile())
        var hasInks = false
        for number in 1...frames {
            let frame = try transcript.frame(number)
            hasInks = hasInks || frame.colours == .cmyk
            try searchable.add(frame, layer(ofFrame: frame, pages[number]))
        }
        try searchable.finish()
        let fit: DocumentPDF.Conformance = hasInks ? .colourProfileMissing : .pdfA3
        return try finished(searchable.file, invoice == nil ? .notAsked : fit)
    }

    /// The pages that were made of an e-invoice.
    func ofSheet(_ pdf: [UInt8]) throws -> DocumentPDF {
        guard invoice != nil else { return DocumentPDF(bytes: pdf) }
        return try finished(PDFFile(pdf), .pdfA3)
    }

    private func finished(_ file: PDFFile, _ conformance: DocumentPDF.Conformance) throws -> DocumentPDF {
        if let invoice { try ArchivalMarks.mark(file, with: invoice, isArchival: conformance == .pdfA3) }
        return DocumentPDF(bytes: try file.write(), conformance: conformance)
    }

    // MARK: Words

    private func layer(of page: Page, turn: PageTurn) -> WordLayer {
        WordLayer(
            width: page.width, height: page.height, turn: turn,
            words: page.words.map {
                WordLayer.Word(
                    text: $0.text, x: $0.box.x, y: $0.box.y, width: $0.box.width, height: $0.box.height)
            })
    }

    /// Pixels per inch of a frame that no page was read of.
    private static let assumedDPI = 200.0

    private func layer(ofFrame frame: ScannedImage, _ page: Page?) -> WordLayer {
        guard let page, page.width > 0, page.height > 0 else {
            let (width, height) = (
                Double(frame.width) * 72 / Self.assumedDPI, Double(frame.height) * 72 / Self.assumedDPI
            )
            return WordLayer(
                width: width, height: height, turn: PageTurn(width: width, height: height, quarters: 0, degrees: 0),
                words: [])
        }
        let (quarters, degrees) = Self.turned(page)
        return layer(
            of: page, turn: PageTurn(width: page.width, height: page.height, quarters: quarters, degrees: degrees))
    }

    /// How the reader turned the page: clockwise quarters, and the degrees beyond.
    private static func turned(_ page: Page) -> (quarters: Int, degrees: Double) {
        let angle = page.preprocessing.rotationAngle
        let quarters = Int(saturating: (angle / 90).rounded())
        return (quarters, angle - Double(quarters) * 90)
    }

    /// From the page as it is stored: the reader turned either what a viewer shows, or the page's one image as it is
    /// stored, which a viewer shows turned by /Rotate.
    private static func turn(of page: Page, in file: SearchablePDF) -> PageTurn {
        let (own, degrees) = turned(page)
        let shown = file.quarters(ofPage: page.number)
        let box = file.boxOfPage(file.file.page(page.number)) ?? [0, 0, 1, 1]
        let isWide = box[2] - box[0] > box[3] - box[1]
        let isAsStored = shown == 2 ? own == 2 : isWide == (page.image.width > page.image.height)
        let quarters = shown != 0 && isAsStored ? own : own + shown
        return PageTurn(width: page.width, height: page.height, quarters: quarters, degrees: degrees)
    }
}
