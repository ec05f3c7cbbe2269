import EInvoices
import Foundation
package import Invoices
import PDFWriting
import Recognition
import Rendering

/// An open document: its summary and its pages.
///
/// Decodes untrusted bytes with C libraries, so only the reader's forks may create one.
package final class DocumentReader {
    private enum Content {
        case pdf(PDFDocument)
        case image(ImageFile)
        /// Pages that were made of an e-invoice.
        case sheet(PDFDocument, pdf: [UInt8])
    }

    private let source: SourceFile
    private let content: Content
    private let recognisers: Recognisers
    private let limits: ReaderLimits
    package let summary: DocumentSummary

    /// Opens the file and summarises it. Throws failures with messages for users.
    package init(
        path: String, recognisers: Recognisers, limits: ReaderLimits = ReaderLimits(), looksAtAttachments: Bool = true
    ) throws(JobFailure) {
        let file = try SourceFile(path: path, limits: limits)
        self.source = file
        self.recognisers = recognisers
        self.limits = limits
        switch file.kind {
        case .pdf: (content, summary) = try Self.openPDF(file, limits, looksAtAttachments)
        case .xml, .p7m: (content, summary) = try Self.openXML(file, limits)
        case .png: (content, summary) = try Self.openImage(file, .png, limits)
        case .jpg, .jpeg: (content, summary) = try Self.openImage(file, .jpeg, limits)
        case .tiff: (content, summary) = try Self.openImage(file, .tiff, limits)
        case .bmp: (content, summary) = try Self.openImage(file, .bmp, limits)
        case .heic: (content, summary) = try Self.openImage(file, .heic, limits)
        case .webp: (content, summary) = try Self.openImage(file, .webp, limits)
        }
    }

    /// Reads the page of that number, from 1.
    package func page(_ number: Int, settings: ReadSettings) throws(JobFailure) -> ReadPage {
        let start = ContinuousClock.now
        var reading = try read(number, settings)
        reading.page.readingTime = Int((ContinuousClock.now - start) / .milliseconds(1))
        return reading
    }

    /// Reads one region of a page again. Boxes are fractions of the upright page, as from `page`.
    package func region(_ box: Box, ofPage number: Int, settings: ReadSettings) throws(JobFailure) -> [TextLine] {
        try onPage(number) { content in
            switch content {
            case .sheet(let document, _):
                return try PDFPageReader(recognisers, settings, limits).readSheet(box, of: document.page(number))
            case .image(let file):
                recognisers.willRecognise()
                return try ScanReader(recognisers, settings).read(
                    box, of: PagePicture(frame: number, of: file, limits: limits))
            case .pdf(let document):
                return try PDFPageReader(recognisers, settings, limits).read(
                    box, of: document.page(number), number: number)
            }
        }
    }

    /// The document as a PDF with the words of pages that were read, and with an e-invoice embedded, if there is one.
    package func pdf(with pages: [Page], embedding invoice: InvoiceXML? = nil) throws(JobFailure) -> DocumentPDF {
        let copy = PDFCopy(pages, embedding: invoice)
        do {
            switch content {
            case .pdf(let document): return try copy.ofPDF(source, document)
            case .image(let image): return try copy.ofImage(source.bytes(), image, frames: summary.pageCount)
            case .sheet(_, let pdf): return try copy.ofSheet(pdf)
            }
        } catch {
            throw Self.failure(error, page: nil)
        }
    }

    private func read(_ number: Int, _ settings: ReadSettings) throws(JobFailure) -> ReadPage {
        try onPage(number) { content in
            switch content {
            case .sheet(let document, _):
                return try PDFPageReader(recognisers, settings, limits).readSheet(document.page(number), number: number)
            case .image(let file):
                recognisers.willRecognise()
                return try ScanReader(recognisers, settings).read(
                    PagePicture(frame: number, of: file, limits: limits), number: number)
            case .pdf(let document):
                return try PDFPageReader(recognisers, settings, limits).read(document.page(number), number: number)
            }
        }
    }

    private func onPage<Result>(_ number: Int, _ body: (Content) throws -> Result) throws(JobFailure) -> Result {
        guard number >= 1, number <= summary.pageCount else {
            throw JobFailure(.internalError, "This document has no page \(number).")
        }
        do {
            return try body(content)
        } catch {
            throw Self.failure(error, page: number)
        }
    }

    // MARK: Opening

    private typealias Opened = (content: Content, summary: DocumentSummary)

    private static func openPDF(
        _ file: SourceFile, _ limits: ReaderLimits, _ looksAtAttachments: Bool
    ) throws(JobFailure) -> Opened {
        let document: PDFDocument
        do {
            document = try PDFDocument(path: file.path)
        } catch {
            throw failure(error, page: nil)
        }
        let pages = document.pageCount
        guard pages > 0 else { throw .damaged }
        guard pages <= limits.pages else { throw .tooManyPages(pages, limit: limits.pages) }
        let invoice = looksAtAttachments ? EmbeddedInvoice.find(in: document, limits) : nil
        return (
            .pdf(document),
            DocumentSummary(
                kind: .pdf, pageCount: pages, electronicInvoice: invoice,
                // With its e-invoice a document is read whole, whatever the pages show.
                findings: invoice == nil ? UnshownContent.findings(document) : [])
        )
    }

    private static func openXML(_ file: SourceFile, _ limits: ReaderLimits) throws(JobFailure) -> Opened {
        let bytes = try file.bytes()
        do {
            let invoice = try EInvoice.read(bytes)
            let sheet = try InvoiceSheet(invoice, mostPages: limits.pages)
            let document = try PDFDocument(sheet.pdf)
            return (
                .sheet(document, pdf: sheet.pdf),
                DocumentSummary(
                    kind: file.kind, pageCount: document.pageCount, electronicInvoice: invoice.placed(on: sheet))
            )
        } catch let error as EInvoiceError {
            throw failure(error)
        } catch {
            throw failure(error, page: nil)
        }
    }

    private static func openImage(
        _ file: SourceFile, _ format: ImageFile.Format, _ limits: ReaderLimits
    ) throws(JobFailure) -> Opened {
        let image = ImageFile(try file.bytes(), format: format)
        let frames = image.frameCount(upTo: limits.pages)
        guard frames > 0 else { throw .damaged }
        guard frames <= limits.pages else { throw .tooManyPages(nil, limit: limits.pages) }
        do {
            for frame in 1...frames {
                let header = try image.header(ofFrame: frame)
                guard limits.allows(width: header.width, height: header.height) else { throw JobFailure.pageTooLarge }
            }
        } catch {
            throw failure(error, page: nil)
        }
        return (.image(image), DocumentSummary(kind: file.kind, pageCount: frames))
    }

    private static func failure(_ error: EInvoiceError) -> JobFailure {
        switch error {
        case .malformed(let line):
            JobFailure(.documentDamaged, "The XML ends early or has an error at line \(line). Ask for a new copy.")
        case .tooLarge: JobFailure(.documentTooLarge, "The XML is too large for an electronic invoice.")
        case .hasDoctype, .notAnInvoice:
            JobFailure(
                .documentTypeUnsupported,
                "This XML is not an electronic invoice that the server can read. It reads UBL, CII, FatturaPA, Facturae and KSeF."
            )
        }
    }

    private static func failure(_ error: any Error, page: Int?) -> JobFailure {
        switch error {
        case let failure as JobFailure: failure
        case RenderingError.encrypted, PDFWritingError.encrypted: .encrypted
        case RenderingError.size: .pageTooLarge
        case RenderingError.damaged, RecognitionError.damaged, PDFWritingError.damaged: .damaged
        case RecognitionError.noSuchLanguage(let name): .noSuchLanguage(name)
        default: .unreadable(page: page, detail: "\(error)")
        }
    }
}
