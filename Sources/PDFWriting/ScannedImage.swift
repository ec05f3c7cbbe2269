/// A page's image as PDF stores it: bytes under a filter, and what a reader must know of them.
package struct ScannedImage: Sendable {
    package enum Colours: String, Sendable {
        case grey = "/DeviceGray"
        case rgb = "/DeviceRGB"
        case cmyk = "/DeviceCMYK"
    }

    package var width: Int
    package var height: Int
    package var bits: Int
    package var colours: Colours
    /// Red, green and blue of each colour of a palette, which the samples then count; else empty.
    package var palette: [UInt8]
    /// `/DCTDecode`, `/FlateDecode` or `/CCITTFaxDecode`.
    package var filter: String
    /// `/DecodeParms`, a dictionary; nil without any.
    package var parameters: String?
    /// True if the samples are the complements of the colours.
    package var isInverted: Bool
    package var bytes: [UInt8]

    package init(
        width: Int, height: Int, bits: Int, colours: Colours, palette: [UInt8] = [], filter: String,
        parameters: String? = nil, isInverted: Bool = false, bytes: [UInt8]
    ) {
        (self.width, self.height, self.bits, self.colours) = (width, height, bits, colours)
        (self.palette, self.filter, self.parameters) = (palette, filter, parameters)
        (self.isInverted, self.bytes) = (isInverted, bytes)
    }

    private var samples: Int { !palette.isEmpty || colours == .grey ? 1 : colours == .rgb ? 3 : 4 }

    func object(in file: PDFFile) -> PDFFile.Object {
        var colourSpace = colours.rawValue
        if !palette.isEmpty {
            let hex = palette.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            colourSpace = "[/Indexed/DeviceRGB \(palette.count / 3 - 1)<\(hex)>]"
        }
        let decode = isInverted ? "/Decode[" + (0..<samples).map { _ in "1 0 " }.joined() + "]" : ""
        return file.stream(
            bytes,
            "<</Type/XObject/Subtype/Image/Width \(width)/Height \(height)/BitsPerComponent \(bits)"
                + "/ColorSpace\(colourSpace.hasPrefix("[") ? "" : " ")\(colourSpace)\(decode)>>",
            filter: filter, parameters: parameters)
    }
}
