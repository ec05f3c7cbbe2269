import Invoices
import Recognition
import Rendering
import Testing

@testable import Reading

/// Codes on scanned pages: looked for only between marks like theirs.
@Suite(.timeLimit(.minutes(20)))
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
        let code = try #require(PageCodes.codes(on: scan(dpi: 300)).first)
        #expect(place.containsCentre(of: code.box))
        #expect(place.width > code.box.width && place.width < 2 * code.box.width)
    }

    @Test(arguments: [-4.0, 3, 30]) func `they are found however the code is turned`(degrees: Double) throws {
        let page = try scan(dpi: 200).resampled(by: 1, degrees: degrees)
        #expect(try FinderMarks(page).areas?.isEmpty == false)
        #expect(PageCodes.codes(onScan: page).count == 1)
    }

    @Test func `text and tables are no marks of a code`() throws {
        #expect(try FinderMarks(scan("consultancy-en.pdf", dpi: 200)).areas == [])
    }

    @Test func `a code is read once, with its text and place`() throws {
        let page = try scan(dpi: 200)
        let (found, whole) = (PageCodes.codes(onScan: page), PageCodes.codes(on: page))
        #expect(found.map(\.text) == whole.map(\.text))
        let (one, other) = (try #require(found.first), try #require(whole.first))
        #expect(one.box.containsCentre(of: other.box) && abs(one.box.width - other.box.width) < 0.01)
    }

    @Test(arguments: [68.0, 70, 90]) func `a code of two pixels a module is read`(dpi: Double) throws {
        let codes = PageCodes.codes(onScan: try scan(dpi: dpi))
        #expect(codes.count == 1)
    }

    @Test func `dirt has marks without number, and no codes`() throws {
        var random = SystemRandomNumberGenerator()
        let bytes = (0..<600 * 600).map { _ in UInt8.random(in: 0...1, using: &random) * 255 }
        let small = try Bitmap(width: 600, height: 600, isColour: false, bytes: bytes)
        let dirt = try small.resampled(by: 3, degrees: 0)
        #expect(try FinderMarks(dirt).areas == nil)
        #expect(PageCodes.codes(onScan: dirt).isEmpty)
    }

    @Test func `a page full of marks is left alone, since joining them by threes would take hours`() throws {
        let mark = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]
        let page = try drawn(mark, pixels: 3, times: 40)
        let clock = ContinuousClock()
        let time = clock.measure {
            #expect(PageCodes.codes(onScan: page).isEmpty)
            #expect(PageCodes.codes(on: page).isEmpty)
        }
        #expect(time < .seconds(20))
    }

    /// `SPC Zürich 12,50` in UTF-8 without saying so, as payment codes have it.
    private static let letters = [
        "#######..#..#.#.#.#######", "#.....#....#...##.#.....#", "#.###.#..#......#.#.###.#",
        "#.###.#...#..#.##.#.###.#",
        "#.###.#...##..##..#.###.#", "#.....#.##..#..##.#.....#", "#######.#.#.#.#.#.#######",
        "..........#.##.#.........",
        "#..#.##.##..#.#..#.#.....", "####.#.#..####...##..#.#.", ".#..###.....###...#.#####",
        ".####..##...##.#####.#...",
        "##....##.###..#####.....#", "...#.......#.##.####.##..", "#.#.#.####.#.##.##..#.#.#",
        ".#..##.#####.....#.#....#",
        "##..#.##..#.##..######..#", "........###.###.#...####.", "#######....##.###.#.#..##",
        "#.....#.###.#.###...#....",
        "#.###.#.........#####.###", "#.###.#.##.#..#..#..##...", "#.###.#..#..........###.#",
        "#.....#...#...#.#..####..",
        "#######.###.#...#.##.#.##",
    ]

    @Test(arguments: [2, 3, 8]) func `letters beyond ASCII are read as UTF-8`(pixels: Int) throws {
        let page = try drawn(Self.letters, pixels: pixels, times: 1)
        #expect(PageCodes.codes(onScan: page).map(\.text) == ["SPC Zürich 12,50"])
        #expect(PageCodes.codes(on: page).map(\.text) == ["SPC Zürich 12,50"])
    }

    /// Modules of so many pixels, with six light ones around them, so many times across and down.
    private func drawn(_ modules: [String], pixels: Int, times: Int) throws -> Bitmap {
        let (dark, margin) = (modules.map { $0.utf8.map { $0 == UInt8(ascii: "#") } }, 6)
        let step = (modules.count + 2 * margin) * pixels
        let side = step * times
        let bytes = (0..<side * side).map { place -> UInt8 in
            let (x, y) = (place % side % step / pixels - margin, place / side % step / pixels - margin)
            return dark.indices.contains(y) && dark[y].indices.contains(x) && dark[y][x] ? 0 : 255
        }
        return try Bitmap(width: side, height: side, isColour: false, bytes: bytes)
    }
}
