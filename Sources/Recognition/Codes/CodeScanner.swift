import COCR
import CZXing

/// A QR code on a page: what it says, and where it stands.
package struct ScannedCode {
    package let text: String
    /// Pixels.
    package let box: PixelBox
}

/// Finds QR codes (ZXing-C++). Bar codes are left alone: goods carry them, and looking for them takes longer.
package enum CodeScanner {
    /// The codes on an image, made 8 bits first, which has few marks like a code's: the time grows with the third power
    /// of their number.
    package static func codes(on image: Bitmap) throws(RecognitionError) -> [ScannedCode] {
        let (bytes, found) = (try image.grey().rows(), FoundCodes())
        let context = Unmanaged.passUnretained(found).toOpaque()
        let count = czxing_read(bytes, Int32(image.width), Int32(image.height), context) { context, code in
            guard let context, let code else { return }
            Unmanaged<FoundCodes>.fromOpaque(context).takeUnretainedValue().add(code.pointee)
        }
        guard count >= 0 else { throw .failed("czxing_read") }
        return found.codes
    }
}

/// What the library finds during one call.
private final class FoundCodes {
    private(set) var codes: [ScannedCode] = []

    /// At most what a QR code can hold (ISO/IEC 18004, table 7).
    private static let longest = 7089

    func add(_ code: czxing_code) {
        let text = UnsafeRawBufferPointer(start: code.text, count: min(code.length, Self.longest))
        let box = PixelBox(left: Int(code.left), top: Int(code.top), right: Int(code.right), bottom: Int(code.bottom))
        codes.append(ScannedCode(text: String(decoding: text, as: UTF8.self), box: box))
    }
}

extension Bitmap {
    /// The grey values of this 8-bit image, row after row without padding.
    fileprivate func rows() throws(RecognitionError) -> [UInt8] {
        guard let data = pixGetData(pix), depth == 8 else { throw .failed("pixGetData") }
        let (width, height, words) = (width, height, Int(pixGetWpl(pix)))
        return [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            for y in 0..<height {
                let line = data + y * words
                for x in 0..<width {
                    // Leptonica keeps the leftmost pixel in a word's highest byte.
                    buffer[y * width + x] = UInt8(truncatingIfNeeded: line[x / 4] >> (24 - 8 * UInt32(x % 4)))
                }
            }
            count = width * height
        }
    }
}
