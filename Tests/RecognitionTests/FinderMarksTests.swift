import Invoices
import Recognition
import Rendering
import Testing

@testable import Reading

/// Codes on scanned pages: looked for only between marks like theirs.
@Suite(.timeLimit(.minutes(5)))
struct FinderMarksTests {
    private static let sample = "girocode-at.pdf"

    /// The sample's page as a scanner of `dpi` sees it.
    private func scan(_ name: String = sample, dpi: Double) throws -> Bitmap {
        let page = try DrawnPage(name, dpi: dpi)
        return try Binariser(page.bitmap(), radius: Int(dpi) / 6).levelled()
    }

    private func places(of areas: [PixelBox], on page: Bitmap) -> [Box] {
        areas.map { area in
            Box(
                x: Double(area.left) / Double(page.width), y: Double(area.top) / Double(page.height),
                width: Double(area.width) / Double(page.width), height: Double(area.height) / Double(page.height))
        }
    }

    @Test(arguments: [100.0, 200, 300]) func `the marks of a code say where it stands`(dpi: Double) throws {
        let page = try scan(dpi: dpi)
        let areas = try #require(try FinderMarks(page).areas)
        let place = try #require(places(of: areas, on: page).first)
        let code = try #require(PageCodes(Recognisers().codeScanner).codes(on: scan(dpi: 300)).first)
        #expect(place.containsCentre(of: code.box))
        #expect(place.width > code.box.width && place.width < 2 * code.box.width)
    }

    @Test(arguments: [-4.0, 3, 30]) func `they are found however the code is turned`(degrees: Double) throws {
        let page = try scan(dpi: 200).resampled(by: 1, degrees: degrees)
        #expect(try FinderMarks(page).areas?.isEmpty == false)
        #expect(PageCodes(Recognisers().codeScanner).codes(onScan: page).count == 1)
    }

    @Test func `text and tables are no marks of a code`() throws {
        #expect(try FinderMarks(scan("consultancy-en.pdf", dpi: 200)).areas == [])
    }

    @Test func `a code is read once, with its text and place`() throws {
        let page = try scan(dpi: 200)
        let codes = PageCodes(Recognisers().codeScanner)
        let (found, whole) = (codes.codes(onScan: page), codes.codes(on: page))
        #expect(found.map(\.text) == whole.map(\.text))
        let (one, other) = (try #require(found.first), try #require(whole.first))
        #expect(one.box.containsCentre(of: other.box) && abs(one.box.width - other.box.width) < 0.01)
    }

    @Test(arguments: [68.0, 70, 90]) func `a code of two pixels a module is read`(dpi: Double) throws {
        let codes = PageCodes(Recognisers().codeScanner).codes(onScan: try scan(dpi: dpi))
        #expect(codes.count == 1)
    }

    @Test func `dirt has marks without number, and is looked over as a whole`() throws {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<600 * 600).map { _ in UInt8.random(in: 0...1, using: &random) * 255 }
        let small = try Bitmap(width: 600, height: 600, isColour: false, bytes: bytes)
        let dirt = try small.resampled(by: 3, degrees: 0)
        #expect(try FinderMarks(dirt).areas == nil)
        #expect(PageCodes(Recognisers().codeScanner).codes(onScan: dirt).isEmpty)
    }
}
