import COCR
import CZBar

/// A QR code on a page: its text and its place.
package struct ScannedCode {
    package let text: String
    /// The place in pixels.
    package let box: PixelBox
}

/// Finds QR codes (ZBar). It ignores bar codes: they are on goods, and looking for them takes longer.
package final class CodeScanner {
    private let scanner: OpaquePointer

    package init() throws(RecognitionError) {
        guard let scanner = zbar_image_scanner_create() else { throw .outOfMemory }
        self.scanner = scanner
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
    }

    deinit { zbar_image_scanner_destroy(scanner) }

    /// The codes on an 8-bit image (`zbar_scan_image`). ZBar reads best with three or more pixels for each module.
    package func codes(on image: Bitmap) throws(RecognitionError) -> [ScannedCode] {
        var bytes = try image.grey().rows()
        guard let target = zbar_image_create() else { throw .outOfMemory }
        defer { zbar_image_destroy(target) }
        zbar_image_set_format(target, zbar_grey())
        zbar_image_set_size(target, UInt32(image.width), UInt32(image.height))
        return bytes.withUnsafeMutableBytes { buffer in
            zbar_image_set_data(target, buffer.baseAddress, UInt(buffer.count), nil)
            guard zbar_scan_image(scanner, target) > 0 else { return [] }
            var found: [ScannedCode] = []
            var symbol = zbar_image_first_symbol(target)
            while let code = symbol {
                if let text = Self.text(of: code), let box = Self.box(of: code) {
                    found.append(ScannedCode(text: text, box: box))
                }
                symbol = zbar_symbol_next(code)
            }
            return found
        }
    }

    /// The text, at most as long as a QR code's; nil for bytes that are not text.
    private static func text(of symbol: OpaquePointer) -> String? {
        guard let data = zbar_symbol_get_data(symbol) else { return nil }
        let count = min(Int(zbar_symbol_get_data_length(symbol)), 4296)
        return data.withMemoryRebound(to: UInt8.self, capacity: count) {
            String(validating: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
        }
    }

    /// The box around the corners that ZBar reports.
    private static func box(of symbol: OpaquePointer) -> PixelBox? {
        let points = (0..<zbar_symbol_get_loc_size(symbol)).map {
            (x: Int(zbar_symbol_get_loc_x(symbol, $0)), y: Int(zbar_symbol_get_loc_y(symbol, $0)))
        }
        guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
            let top = points.map(\.y).min(), let bottom = points.map(\.y).max()
        else { return nil }
        return PixelBox(left: left, top: top, right: right, bottom: bottom)
    }
}

extension Bitmap {
    /// The grey values of this 8-bit image, row after row without padding.
    fileprivate func rows() throws(RecognitionError) -> [UInt8] {
        guard let data = pixGetData(pix), depth == 8 else { throw .failed("pixGetData") }
        let (width, height, words) = (width, height, Int(pixGetWpl(pix)))
        return [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            for y in 0..<height {
                let line = UnsafeRawPointer(data + y * words).assumingMemoryBound(to: UInt8.self)
                for x in 0..<width { buffer[y * width + x] = line[PixelRows.byteIndex(of: x)] }
            }
            count = width * height
        }
    }
}
