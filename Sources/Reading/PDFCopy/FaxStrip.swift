import PDFWriting
import Recognition

/// A frame of a TIFF file in one strip of CCITT group 4 (ITU-T T.6), which PDF takes as it is. TIFF 6.0.
struct FaxStrip {
    private enum Tag: Int {
        case width = 256, height = 257, bits = 258, compression = 259, photometric = 262, fillOrder = 266
        case offsets = 273, samples = 277, counts = 279
    }

    private static let group4 = 4
    /// A file that names more frames goes round in a circle.
    private static let mostFrames = 1000

    let image: ScannedImage

    /// Nil for any other frame.
    init?(_ bytes: [UInt8], frame: Int) {
        guard let first = bytes.first, frame <= Self.mostFrames else { return nil }
        let reader = ByteReader(bytes, isLittleEndian: first == UInt8(ascii: "I"))
        guard reader.short(2) == 42, let tags = Self.tags(reader, frame) else { return nil }
        guard tags[.compression] == Self.group4, tags[.bits] ?? 1 == 1, tags[.samples] ?? 1 == 1,
            let width = tags[.width], let height = tags[.height], width > 0, height > 0,
            let offset = tags[.offsets], let count = tags[.counts], let strip = reader.part(offset, count),
            let photometric = tags[.photometric], photometric <= 1
        else { return nil }
        let isReversed = tags[.fillOrder] == 2
        image = ScannedImage(
            width: width, height: height, bits: 1, colours: .grey, filter: "/CCITTFaxDecode",
            parameters: "<</K -1/Columns \(width)/Rows \(height)>>", isInverted: photometric == 1,
            bytes: isReversed ? strip.map(Self.reversed) : Array(strip))
    }

    /// The frame's tags with one number each; nil if there is no such frame.
    private static func tags(_ reader: ByteReader, _ frame: Int) -> [Tag: Int]? {
        var place = reader.long(4) ?? 0
        for _ in 1..<max(1, frame) {
            guard let entries = reader.short(place), let next = reader.long(place + 2 + 12 * entries) else {
                return nil
            }
            place = next
        }
        guard place > 0, let entries = reader.short(place) else { return nil }
        var tags: [Tag: Int] = [:]
        for index in 0..<entries {
            let at = place + 2 + 12 * index
            guard let name = reader.short(at), let tag = Tag(rawValue: name), reader.long(at + 4) == 1 else { continue }
            tags[tag] = reader.short(at + 2) == 3 ? reader.short(at + 8) : reader.long(at + 8)
        }
        return tags
    }

    private static func reversed(_ byte: UInt8) -> UInt8 {
        (0..<8).reduce(0) { $0 << 1 | (byte >> UInt8($1)) & 1 }
    }
}
