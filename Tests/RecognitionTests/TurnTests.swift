import Invoices
import Recognition
import Rendering
import Testing

@testable import Reading

@Suite(.timeLimit(.minutes(20)))
struct TurnTests {
    @Test(arguments: [0, 1, 2, 3]) func `a turned page tells how to turn it back`(quarters: Int) throws {
        let page = try DrawnPage(dpi: 300).bitmap()
        let ink = try Binariser(page, radius: 50).binary().turned(quarters: quarters)
        let found = ink.orientation
        #expect(found.quarters == (4 - quarters) % 4)
        #expect(found.confidence > 4)
        let second = try #require(try OrientationDetector().orientation(of: ink, dpi: 300))
        #expect(second.quarters == (4 - quarters) % 4, "the second opinion agrees")
    }

    @Test(arguments: [-14.0, -4.0, -1.5, 0.5, 3.0, 11.0]) func `a crooked page tells its angle`(degrees: Double) throws
    {
        let page = try DrawnPage().bitmap().turned(degrees: degrees)
        let skew = try #require(try Binariser(page, radius: 33).binary().skew)
        #expect(abs(skew.degrees + degrees) < 0.2)
    }
}

/// Capitals and digits have neither ascenders nor descenders, by which the first look tells how a page lies.
@Suite(.timeLimit(.minutes(20)))
struct SecondTurnTests {
    private let rows = [
        "NORTHERN TIMBER AND STONE WORKS", "HEAD OFFICE QUAY STREET BRISTOL", "SALES INVOICE NUMBER 60318",
        "DATE OF THE INVOICE 23.10.2024", "OAK BOARDS FOR THE NEW KITCHEN 1250.40", "GARDEN GATE WITH HINGES 237.58",
        "SUM OF ALL GOODS 1487.98", "PLEASE SEND THE MONEY WITHIN THIRTY DAYS",
    ]

    private func picture(turned quarters: Int) throws -> PagePicture {
        let text = rows.enumerated().map { "1 0 0 1 40 \(540 - 40 * $0) Tm (\($1)) Tj" }.joined(separator: " ")
        let page = try PDFDocument(
            OnePagePDF.file(content: "BT /F1 12 Tf \(text) ET", width: 420, height: 595)
        ).page(1)
        let bitmap = try Bitmap(page.render(dpi: 200, .grey, maximumPixels: 10_000_000)).turned(quarters: quarters)
        return PagePicture(bitmap: bitmap, dpi: 200, size: nil, image: PageImage())
    }

    @Test(arguments: [0, 1, 2, 3]) func `a page that is recognised poorly is turned by a closer look`(
        quarters: Int
    ) throws {
        let reader = ScanReader(Recognisers(), ReadSettings(languages: ["en"]))
        let page = try reader.read(picture(turned: quarters), number: 1).page
        #expect(page.preprocessing.rotationAngle == Double((4 - quarters) % 4 * 90))
        #expect(page.words.contains { $0.text == "1487.98" })
        #expect(page.width < page.height)
        let top = try reader.read(Box(x: 0, y: 0, width: 1, height: 0.12), of: picture(turned: quarters))
        #expect(top.contains { $0.words.contains { $0.text == "TIMBER" } }, "a region is that of the turned page")
    }
}

@Suite(.timeLimit(.minutes(20)))
struct ResamplingTests {
    @Test func `enlarging keeps what was read, and turning there and back keeps the page`() throws {
        let page = try DrawnPage(dpi: 150)
        let enlarged = try page.bitmap().resampled(by: 2, degrees: 0)
        #expect(enlarged.width == 2 * page.width && enlarged.height == 2 * page.height)
        let turned = try enlarged.resampled(by: 1, degrees: 3).resampled(by: 1, degrees: -3)
        let lines = try Recogniser(languages: "eng").recognise(turned, dpi: 300, as: .automatic)
        #expect(page.recall(lines) > 0.85)
    }

    @Test func `a page turned by resampling tells the same angle as one turned by Leptonica`() throws {
        let page = try DrawnPage().bitmap()
        for degrees in [-2.0, 2.0] {
            let ours = try #require(try Binariser(page.resampled(by: 1, degrees: degrees), radius: 33).binary().skew)
            let theirs = try #require(try Binariser(page.turned(degrees: degrees), radius: 33).binary().skew)
            #expect(abs(ours.degrees - theirs.degrees) < 0.1)
        }
    }

    @Test(arguments: [1, 2, 3, 5]) func `the smallest images can be enlarged`(size: Int) throws {
        let grey = try Bitmap(
            width: size, height: size, isColour: false, bytes: [UInt8](repeating: 9, count: size * size))
        #expect(try grey.resampled(by: 3, degrees: 1).width == 3 * size)
    }
}
