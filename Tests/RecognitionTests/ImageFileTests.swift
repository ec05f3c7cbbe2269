import COCR
import Testing

@testable import Recognition

@Suite(.timeLimit(.minutes(20)))
struct ImageFileTests {
    /// The corners of a picture that are black, as `top left` and so on.
    private func blackCorners(_ picture: Bitmap) throws -> Set<String> {
        let grey = try picture.grey()
        func isBlack(_ x: Int, _ y: Int) -> Bool {
            var value: UInt32 = 255
            pixGetPixel(grey.pix, Int32(x), Int32(y), &value)
            return value < 64
        }
        let (right, bottom) = (grey.width - 3, grey.height - 3)
        let corners = [
            "top left": (2, 2), "top right": (right, 2), "bottom left": (2, bottom), "bottom right": (right, bottom),
        ]
        return Set(corners.filter { isBlack($0.value.0, $0.value.1) }.keys)
    }

    private static let files: [(String, ImageFile.Format, [UInt8])] = [
        ("BMP with masks", .bmp, PictureFiles.bmpOfMasks), ("BMP in run lengths", .bmp, PictureFiles.bmpOfRuns),
        ("BMP of OS/2", .bmp, PictureFiles.bmpOfOS2), ("TIFF of tiles", .tiff, PictureFiles.tiffOfTiles),
        ("TIFF of planes", .tiff, PictureFiles.tiffOfPlanes),
        ("PNG with a transparent grey", .png, PictureFiles.pngOfTransparentWhite),
        ("HEIC", .heic, EncodedPictures.heic), ("WebP", .webp, EncodedPictures.webp),
    ]

    @Test(arguments: files.map(\.0)) func `a file of a rare kind is decoded`(name: String) throws {
        let (_, format, bytes) = try #require(Self.files.first { $0.0 == name })
        let file = ImageFile(bytes, format: format)
        let header = try file.header(ofFrame: 1)
        #expect(header.width == PictureFiles.width && header.height == PictureFiles.height)
        #expect(file.frameCount(upTo: 5) == 1)
        let picture = try file.decode(frame: 1)
        #expect(picture.width == PictureFiles.width && picture.height == PictureFiles.height)
        #expect(try blackCorners(picture) == ["top left"])
    }

    @Test(arguments: files.map(\.0)) func `a file that ends early is refused or decoded in part, and ends nothing`(
        name: String
    ) throws {
        let (_, format, bytes) = try #require(Self.files.first { $0.0 == name })
        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 40)) {
            let file = ImageFile(Array(bytes.prefix(length)), format: format)
            guard (try? file.header(ofFrame: 1)) != nil, let picture = try? file.decode(frame: 1) else { continue }
            #expect(picture.width > 0 && picture.height > 0)
        }
    }

    @Test(arguments: [
        (1, "top left"), (2, "top right"), (3, "bottom right"), (4, "bottom left"), (5, "top left"), (6, "top right"),
        (7, "bottom right"), (8, "bottom left"), (0, "top left"), (9, "top left"),
    ]) func `a photo is seen as its camera was held`(orientation: UInt8, corner: String) throws {
        let drawn = try ImageFile(PictureFiles.bmpOfOS2, format: .bmp).decode(frame: 1).jpeg(quality: 95)
        let file = ImageFile(PictureFiles.jpeg(drawn, orientation: orientation), format: .jpeg)
        let picture = try file.decode(frame: 1)
        #expect(try blackCorners(picture) == [corner])
        #expect((picture.height > picture.width) == (5...8).contains(orientation))
    }

    @Test func `a fax is as high as its paper`() throws {
        let file = ImageFile(PictureFiles.tiffOfFax, format: .tiff)
        let picture = try file.decode(frame: 1)
        #expect(picture.width == PictureFiles.width)
        #expect(abs(picture.height - PictureFiles.height * 204 / 98) <= 1)
        #expect(picture.resolution == 204)
        #expect(try blackCorners(picture) == ["top left"])
    }
}
