import Testing

@testable import LineRecognition

struct TextRegionsTests {
    /// Regions of a map in which those pixels are surely text.
    private func regions(
        width: Int = 200, height: Int = 100, probability: Float = 0.9, _ isText: (Int, Int) -> Bool
    ) -> [TextRegion] {
        var map = ProbabilityMap(width: width, height: height)
        let tile = (0..<width * height).map { isText($0 % width, $0 / width) ? probability : 0 }
        tile.withUnsafeBufferPointer {
            map.fill(rowsFrom: 0, with: $0, ofTileAt: 0, height: height, width: width)
        }
        return TextRegions(map).found
    }

    @Test func `a line's region is larger than its marked middle`() throws {
        let found = regions { x, y in (20..<120).contains(x) && (40..<50).contains(y) }
        let region = try #require(found.first)
        #expect(found.count == 1)
        #expect(region.left < 20 && region.right > 120 && region.height > 15 && region.height < 30)
        #expect(abs(region.middle - 45) < 0.5 && abs(region.slope) < 0.001)
    }

    @Test func `a line that descends is as high as a level one`() throws {
        let region = try #require(
            regions { x, y in (20..<180).contains(x) && abs(Double(y) - 30 - 0.1 * Double(x)) < 5 }.first)
        #expect(abs(region.slope - 0.1) < 0.01)
        #expect(region.height > 15 && region.height < 32)
        #expect(abs(region.middle(at: 100) - 40.5) < 2)
    }

    @Test func `lines apart are two regions, touching corners make one`() {
        #expect(regions { x, y in x > 10 && x < 90 && (y / 12) % 3 == 1 }.count == 3)
        #expect(regions { x, y in (y / 10 == 2 && x / 50 == 1) || (y / 10 == 3 && x / 50 == 2) }.count == 1)
    }

    @Test func `specks and what is hardly text are no regions`() {
        #expect(regions { x, y in x == 50 && y == 50 }.isEmpty)
        #expect(regions(probability: 0.4) { x, y in (20..<120).contains(x) && (40..<50).contains(y) }.isEmpty)
    }

    @Test func `a tile's rows replace only those from its own part on`() {
        var map = ProbabilityMap(width: 2, height: 4)
        let tile = [Float](repeating: 1, count: 6)
        tile.withUnsafeBufferPointer { map.fill(rowsFrom: 2, with: $0, ofTileAt: 1, height: 3, width: 2) }
        #expect(map.numbers == [0, 0, 0, 0, 1, 1, 1, 1])
    }
}
