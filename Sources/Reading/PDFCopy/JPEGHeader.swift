import PDFWriting
import Recognition

/// What the header of a JPEG file says (ITU-T T.81, annex B).
struct JPEGHeader {
    private let width: Int
    private let height: Int
    private let components: Int
    /// Adobe's programs store the complements of CMYK.
    private let isAdobes: Bool

    /// Nil unless PDF knows this JPEG: 8 bits, sequential or progressive, coded by Huffman.
    init?(_ bytes: [UInt8]) {
        let reader = ByteReader(bytes)
        guard reader.short(0) == 0xFFD8 else { return nil }
        var (at, isAdobes) = (2, false)
        while let marker = reader.byte(at + 1), reader.byte(at) == 0xFF {
            // A fill byte, and markers without a length.
            if marker == 0xFF { at += 1; continue }
            if (0xD0...0xD8).contains(marker) || marker == 0x01 { at += 2; continue }
            guard let length = reader.short(at + 2), length >= 2, marker != 0xDA, marker != 0xD9 else { return nil }
            if marker == 0xEE, let name = reader.part(at + 4, 5), Array(name) == Array("Adobe".utf8) { isAdobes = true }
            if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                guard (0xC0...0xC2).contains(marker), reader.byte(at + 4) == 8, let height = reader.short(at + 5),
                    let width = reader.short(at + 7), let components = reader.byte(at + 9), height > 0, width > 0,
                    [1, 3, 4].contains(components)
                else { return nil }
                (self.width, self.height, self.components) = (width, height, components)
                self.isAdobes = isAdobes || Self.hasAdobes(reader, from: at + 2 + length)
                return
            }
            at += 2 + length
        }
        return nil
    }

    /// Adobe's segment may stand behind the frame's header.
    private static func hasAdobes(_ reader: ByteReader, from start: Int) -> Bool {
        var at = start
        while reader.byte(at) == 0xFF, let marker = reader.byte(at + 1), let length = reader.short(at + 2), length >= 2,
            marker != 0xDA
        {
            if marker == 0xEE, let name = reader.part(at + 4, 5), Array(name) == Array("Adobe".utf8) { return true }
            at += 2 + length
        }
        return false
    }

    func image(of bytes: [UInt8]) -> ScannedImage {
        ScannedImage(
            width: width, height: height, bits: 8, colours: components == 1 ? .grey : components == 3 ? .rgb : .cmyk,
            filter: "/DCTDecode", isInverted: components == 4 && isAdobes, bytes: bytes)
    }
}
