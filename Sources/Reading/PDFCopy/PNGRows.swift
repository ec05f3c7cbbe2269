import PDFWriting
import Recognition

/// The parts of a PNG file that PDF takes as they are (ISO/IEC 15948): its compressed rows and its palette.
struct PNGRows {
    let image: ScannedImage

    /// Nil for an image that PDF stores in another way: interlaced, or with transparency.
    init?(_ bytes: [UInt8]) {
        let reader = ByteReader(bytes)
        guard let width = reader.long(16), let height = reader.long(20), let bits = reader.byte(24),
            let colour = reader.byte(25), reader.byte(28) == 0, width > 0, height > 0,
            [1, 2, 4, 8, 16].contains(bits), [0, 2, 3].contains(colour)
        else { return nil }
        var (data, palette) = ([UInt8](), [UInt8]())
        for chunk in PNGChunks(bytes) {
            switch chunk.name {
            case "IDAT": data += chunk.body
            case "PLTE": palette = Array(chunk.body)
            case "tRNS": return nil
            default: break
            }
        }
        guard !data.isEmpty, colour != 3 || (!palette.isEmpty && palette.count % 3 == 0 && palette.count <= 768) else {
            return nil
        }
        let samples = colour == 2 ? 3 : 1
        image = ScannedImage(
            width: width, height: height, bits: bits, colours: colour == 2 ? .rgb : .grey,
            palette: colour == 3 ? palette : [], filter: "/FlateDecode",
            parameters: "<</Predictor 15/Colors \(samples)/BitsPerComponent \(bits)/Columns \(width)>>", bytes: data)
    }
}
