import FieldExtraction
import Foundation
import Invoices
import Rendering
import Testing

@testable import Reading

@Suite(.timeLimit(.minutes(20)))
struct DocumentReaderTests {
    private func file(_ bytes: [UInt8]) throws -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try Data(bytes).write(to: URL(filePath: path))
        return path
    }

    /// The beginning of a PNG of that size; nothing follows.
    private func header(width: UInt32, height: UInt32) -> [UInt8] {
        func number(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + number(13) + Array("IHDR".utf8) + number(width)
            + number(height) + [8, 0, 0, 0, 0] + number(0) + [UInt8](repeating: 0, count: 40)
    }

    @Test(arguments: [(60_000, 60_000), (32_768, 10), (10, 32_768), (8000, 7000)])
    func `a picture too large is refused by its header alone`(width: UInt32, height: UInt32) throws {
        let path = try file(header(width: width, height: height))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let failure = #expect(throws: JobFailure.self) {
            _ = try DocumentReader(path: path, recognisers: Recognisers())
        }
        #expect(failure?.code == .pageTooLarge)
    }

    @Test(arguments: [true, false]) func `a payment code is found on a drawn page and on a picture of it`(
        usesTextLayer: Bool
    ) throws {
        let reader = try DocumentReader(path: DrawnPage.sample("girocode-at.pdf"), recognisers: Recognisers())
        let page = try reader.page(1, settings: ReadSettings(languages: ["de"], usesTextLayer: usesTextLayer)).page
        #expect(page.source == (usesTextLayer ? .textLayer : .ocr))
        let code = try #require(page.codes.first)
        #expect(PaymentCode(text: code.text)?.message == "Rechnung 2025/318")
        #expect((0.1..<0.2).contains(code.box.width) && code.box.x < 0.3)
    }

    @Test(arguments: ["long-de.pdf", "wholesale-nl.tiff"])
    func `a document of more pages than allowed is refused before any is read`(name: String) throws {
        var limits = ReaderLimits()
        limits.pages = 1
        let failure = #expect(throws: JobFailure.self) {
            _ = try DocumentReader(path: DrawnPage.sample(name), recognisers: Recognisers(), limits: limits)
        }
        #expect(failure?.code == .tooManyPages)
    }

    @Test func `the page that is read before all others is read from its text, and drawn`() throws {
        let recognisers = Recognisers()
        let read = try WarmUpDocument(recognisers).page
        #expect(read.page.source == .textLayer && recognisers.isCold)
        #expect(read.page.words.contains { $0.text == "café," && !$0.isBold })
        #expect(read.page.words.contains { $0.text == "Bold" && $0.isBold })
        #expect(read.jpeg.starts(with: [0xFF, 0xD8]))
    }

    @Test func `a PDF's own text is taken as it stands, letter for letter`() throws {
        let reader = try DocumentReader(
            path: DrawnPage.sample("consultancy-en.pdf"), recognisers: Recognisers())
        let page = try reader.page(1, settings: ReadSettings()).page
        let glyphs = try PDFDocument(path: DrawnPage.sample("consultancy-en.pdf")).page(1).glyphs
        let printed = glyphs.map(\.scalar).filter { !$0.properties.isWhitespace }
        #expect(page.source == .textLayer)
        #expect(page.words.map(\.text).joined() == String(String.UnicodeScalarView(printed)))
        #expect(page.words.count > 50, "cells that follow each other without a space are parted")
    }

    @Test func `a page without trust in its text is recognised`() throws {
        let reader = try DocumentReader(
            path: DrawnPage.sample("consultancy-en.pdf"), recognisers: Recognisers())
        let page = try reader.page(1, settings: ReadSettings(usesTextLayer: false)).page
        let drawn = try DrawnPage()
        #expect(page.source == .ocr)
        #expect(drawn.words.intersection(Set(page.words.map(\.text))).count * 10 > drawn.words.count * 8)
    }

    @Test func `a language that is not installed is named`() throws {
        let reader = try DocumentReader(path: DrawnPage.sample("till-receipt-en.bmp"), recognisers: Recognisers())
        let failure = #expect(throws: JobFailure.self) {
            try reader.page(1, settings: ReadSettings(languages: ["xyz"]))
        }
        #expect(failure?.code == .languageNotAvailable)
    }

    @Test func `a page turned by a quarter is read upright`() throws {
        let reader = try DocumentReader(path: DrawnPage.sample("turned-fr.jpg"), recognisers: Recognisers())
        let page = try reader.page(1, settings: ReadSettings()).page
        #expect(page.preprocessing.rotationAngle.rounded() != 0)
        #expect(page.height > page.width)
        #expect(page.language == "fra")
        #expect(page.words.contains { $0.text.lowercased() == "facture" })
    }
}
