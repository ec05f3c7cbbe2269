import COCR
import Foundation
import Testing

@testable import Recognition

/// What stands in for a library's function does what that does.
struct LibraryOverrideTests {
    private typealias OpenBrick =
        @convention(c) (UnsafeMutablePointer<Pix>?, UnsafeMutablePointer<Pix>?, Int32, Int32) -> UnsafeMutablePointer<
            Pix
        >?

    @Test(arguments: [(1, 1), (2, 1), (7, 1), (32, 1), (33, 1), (64, 1), (1, 2), (1, 9), (1, 50), (3, 4), (12, 12)])
    func `an opening keeps what Leptonica's keeps`(width: Int, height: Int) throws {
        let leptonicas = try #require(LoadedLibraries.next("pixOpenBrick", as: OpenBrick.self))
        for size in [(1, 1), (31, 40), (64, 3), (200, 120), (257, 60)] {
            let image = try #require(Self.patches(Int32(size.0), Int32(size.1)))
            let ours = try #require(openBrick(nil, image, Int32(width), Int32(height))).assumingMemoryBound(
                to: Pix.self)
            let theirs = try #require(leptonicas(nil, image, Int32(width), Int32(height)))
            var same: Int32 = 0
            #expect(pixEqual(ours, theirs, &same) == 0)
            #expect(same == 1, "\(width) × \(height) on \(size)")
        }
    }

    @Test func `a line's picture comes back as it was`() throws {
        let image = try #require(pixCreate(33, 7, 8))
        for (x, y) in (0..<33).flatMap({ x in (0..<7).map { (Int32(x), Int32($0)) } }) {
            pixSetPixel(image, x, y, UInt32(truncatingIfNeeded: x * 37 + y * 11) & 255)
        }
        var (bytes, count): (UnsafeMutablePointer<UInt8>?, Int) = (nil, 0)
        #expect(writeMem(&bytes, &count, image, Int32(IFF_PNG)) == 0)
        let read = try #require(pixReadMem(bytes, count))
        var same: Int32 = 0
        #expect(pixEqual(image, read, &same) == 0)
        #expect(same == 1)
    }

    /// Bars and specks, some at the edges.
    private static func patches(_ width: Int32, _ height: Int32) -> UnsafeMutablePointer<Pix>? {
        guard let image = pixCreate(width, height, 1) else { return nil }
        var seed: UInt64 = 7
        for _ in 0..<60 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let (x, y) = (Int32(seed >> 33) % width, Int32(seed >> 40 & 0xffff) % height)
            let (wide, high) = (Int32(seed >> 20 & 63) + 1, Int32(seed >> 12 & 15) + 1)
            pixRasterop(image, x, y, wide, high, PIX_SET, nil, 0, 0)
        }
        return image
    }
}
