/// Small picture files of rare kinds, made byte by byte: white, 32 wide and 16 high, with a black square of 8 pixels
/// at the top left.
enum PictureFiles {
    static let (width, height) = (32, 16)

    static func isBlack(_ x: Int, _ y: Int) -> Bool { x < 8 && y < 8 }

    private static func little(_ value: Int, bytes count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func big(_ value: Int) -> [UInt8] { little(value, bytes: 4).reversed() }

    // MARK: BMP

    /// Of five, six and five bits a pixel, which the header's masks say (BI_BITFIELDS), from the bottom.
    static var bmpOfMasks: [UInt8] {
        let header =
            little(40, bytes: 4) + little(width, bytes: 4) + little(height, bytes: 4) + little(1, bytes: 2)
            + little(16, bytes: 2) + little(3, bytes: 4) + [UInt8](repeating: 0, count: 20)
            + [0xF800, 0x07E0, 0x001F].flatMap { little($0, bytes: 4) }
        let pixels = (0..<height).reversed().flatMap { y in
            (0..<width).flatMap { x in little(isBlack(x, y) ? 0 : 0xFFFF, bytes: 2) }
        }
        return bmp(header, pixels)
    }

    /// In run lengths of a map of two colours (BI_RLE8).
    static var bmpOfRuns: [UInt8] {
        let header =
            little(40, bytes: 4) + little(width, bytes: 4) + little(height, bytes: 4) + little(1, bytes: 2)
            + little(8, bytes: 2) + little(1, bytes: 4) + [UInt8](repeating: 0, count: 12) + little(2, bytes: 4)
            + little(0, bytes: 4) + [255, 255, 255, 0, 0, 0, 0, 0]
        let rows = (0..<height).reversed().flatMap { y -> [UInt8] in
            y < 8 ? [8, 1, UInt8(width - 8), 0, 0, 0] : [UInt8(width), 0, 0, 0]
        }
        return bmp(header, rows + [0, 1])
    }

    /// With the short header of OS/2.
    static var bmpOfOS2: [UInt8] {
        let header =
            little(12, bytes: 4) + little(width, bytes: 2) + little(height, bytes: 2) + little(1, bytes: 2)
            + little(24, bytes: 2)
        let pixels = (0..<height).reversed().flatMap { y in
            (0..<width).flatMap { x in [UInt8](repeating: isBlack(x, y) ? 0 : 255, count: 3) }
        }
        return bmp(header, pixels)
    }

    private static func bmp(_ header: [UInt8], _ pixels: [UInt8]) -> [UInt8] {
        Array("BM".utf8) + little(14 + header.count + pixels.count, bytes: 4) + little(0, bytes: 4)
            + little(14 + header.count, bytes: 4) + header + pixels
    }

    // MARK: TIFF

    /// Of grey tiles, 16 pixels wide and high, deflated. (Debian 12's libtiff refuses tiles without compression.)
    static var tiffOfTiles: [UInt8] {
        let tiles = [0, 16].map { left in
            deflated((0..<16).flatMap { y in (0..<16).map { x in isBlack(left + x, y) ? UInt8(0) : 255 } })
        }
        let size = tiles[0].count
        return tiff(
            tiles[0] + tiles[1],
            [(322, 3, 16), (323, 3, 16)], places: (324, [0, size]), counts: (325, [size, size]), samples: 1,
            compression: 8)
    }

    /// Whose red, green and blue lie one after the other.
    static var tiffOfPlanes: [UInt8] {
        let plane = (0..<height).flatMap { y in (0..<width).map { x in isBlack(x, y) ? UInt8(0) : 255 } }
        return tiff(
            plane + plane + plane, [(278, 3, height), (284, 3, 2)],
            places: (273, [0, plane.count, 2 * plane.count]), counts: (279, [Int](repeating: plane.count, count: 3)),
            samples: 3)
    }

    /// A fax's: one bit a pixel, 204 dots and 98 lines an inch.
    static var tiffOfFax: [UInt8] {
        let rows = (0..<height).flatMap { y -> [UInt8] in [y < 8 ? 0xFF : 0, 0, 0, 0] }
        return tiff(
            rows, [(278, 3, height)], places: (273, [0]), counts: (279, [rows.count]), samples: 1, bits: 1,
            resolution: (204, 98))
    }

    /// Pixels, then a directory, then the values that its entries have no room for.
    private static func tiff(
        _ pixels: [UInt8], _ extra: [(tag: Int, type: Int, value: Int)], places: (tag: Int, values: [Int]),
        counts: (tag: Int, values: [Int]), samples: Int, bits: Int = 8, compression: Int = 1,
        resolution: (Int, Int)? = nil
    ) -> [UInt8] {
        let start = 8
        var entries: [(tag: Int, type: Int, values: [Int])] = [
            (256, 3, [width]), (257, 3, [height]), (258, 3, [Int](repeating: bits, count: samples)),
            (259, 3, [compression]),
            (262, 3, [samples == 3 ? 2 : bits == 1 ? 0 : 1]), (277, 3, [samples]),
            (places.tag, 4, places.values.map { $0 + start }), (counts.tag, 4, counts.values),
        ]
        entries += extra.map { ($0.tag, $0.type, [$0.value]) }
        if let resolution { entries += [(282, 5, [resolution.0, 1]), (283, 5, [resolution.1, 1])] }
        entries.sort { $0.tag < $1.tag }
        let directory = start + pixels.count
        var room = directory + 2 + entries.count * 12 + 4
        var (fields, values): ([UInt8], [UInt8]) = ([], [])
        for entry in entries {
            let size = entry.type == 3 ? 2 : 4
            let bytes = entry.values.flatMap { little($0, bytes: size) }
            let count = entry.type == 5 ? entry.values.count / 2 : entry.values.count
            fields += little(entry.tag, bytes: 2) + little(entry.type, bytes: 2) + little(count, bytes: 4)
            if bytes.count <= 4 {
                fields += bytes + [UInt8](repeating: 0, count: 4 - bytes.count)
            } else {
                fields += little(room, bytes: 4)
                values += bytes
                room += bytes.count
            }
        }
        return Array("II".utf8) + little(42, bytes: 2) + little(directory, bytes: 4) + pixels
            + little(entries.count, bytes: 2) + fields + little(0, bytes: 4) + values
    }

    // MARK: PNG and JPEG

    /// Grey, whose white is said to be transparent. Its pixels are stored without compression.
    static var pngOfTransparentWhite: [UInt8] {
        let rows = (0..<height).flatMap { y in [UInt8(0)] + (0..<width).map { isBlack($0, y) ? UInt8(0) : 255 } }
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", big(width) + big(height) + [8, 0, 0, 0, 0]) + chunk("tRNS", [0, 255])
            + chunk("IDAT", deflated(rows)) + chunk("IEND", [])
    }

    /// In zlib's form, as one stored block: at most 65,535 bytes.
    private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        [0x78, 0x01, 1] + little(bytes.count, bytes: 2) + little(~bytes.count, bytes: 2) + bytes + big(adler(bytes))
    }

    private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
        big(data.count) + Array(name.utf8) + data + big(Int(checksum(Array(name.utf8) + data)))
    }

    /// CRC-32 of PNG.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
    }

    /// Adler-32 of zlib.
    private static func adler(_ bytes: [UInt8]) -> Int {
        let (low, high) = bytes.reduce((1, 0)) { sum, byte in
            let low = (sum.0 + Int(byte)) % 65_521
            return (low, (sum.1 + low) % 65_521)
        }
        return high << 16 | low
    }

    /// A JPEG file with an Exif segment that says how the camera was held.
    static func jpeg(_ jpeg: [UInt8], orientation: UInt8) -> [UInt8] {
        let directory: [UInt8] = [0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
        let exif = Array("Exif\0\0MM\0*\0\0\0\u{8}".utf8) + directory
        return Array(jpeg.prefix(2)) + [0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif + jpeg.dropFirst(2)
    }
}
