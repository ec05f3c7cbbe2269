import Compression
import Invoices
import PDFWriting
import Recognition

/// An image file's frames as PDF stores them: their own bytes where PDF knows the compression, else the same pixels
/// compressed again, bitonal ones as a fax.
struct ImageTranscript {
    private let bytes: [UInt8]
    private let file: ImageFile

    init(_ bytes: [UInt8], _ file: ImageFile) { (self.bytes, self.file) = (bytes, file) }

    /// The frame of that number, from 1. The caller has checked its size.
    func frame(_ number: Int) throws -> ScannedImage {
        let own: ScannedImage? =
            switch file.format {
            // A viewer of PDFs does not look for how the camera was held.
            case .jpeg: file.isStoredUpright ? JPEGHeader(bytes)?.image(of: bytes) : nil
            case .png: PNGRows(bytes)?.image
            case .tiff: FaxStrip(bytes, frame: number)?.image
            case .bmp, .heic, .webp: nil
            }
        return try own ?? decoded(number)
    }

    private func decoded(_ number: Int) throws -> ScannedImage {
        let bitmap = try file.decode(frame: number)
        if bitmap.isBitonal, let fax = FaxStrip(try bitmap.faxFile(), frame: 1) { return fax.image }
        let samples = try bitmap.samples()
        return ScannedImage(
            width: bitmap.width, height: bitmap.height, bits: samples.bits,
            colours: samples.channels == 3 ? .rgb : .grey, filter: "/FlateDecode", isInverted: samples.bits == 1,
            bytes: try Deflate.compress(samples.bytes, .zlib))
    }
}
