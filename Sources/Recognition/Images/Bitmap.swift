import COCR

/// A Leptonica image (`Pix`). Operations return new bitmaps; none changes one.
package final class Bitmap {
    let pix: UnsafeMutablePointer<Pix>

    init(owning pix: UnsafeMutablePointer<Pix>) {
        self.pix = pix
    }

    /// Owns the result of a Leptonica call. Throws if that is nil, which means failure.
    convenience init(_ pix: UnsafeMutablePointer<Pix>?, from call: StaticString) throws(RecognitionError) {
        guard let pix else { throw .failed("\(call)") }
        self.init(owning: pix)
    }

    deinit {
        var owned: UnsafeMutablePointer<Pix>? = pix
        pixDestroy(&owned)
    }

    package var width: Int { Int(pixGetWidth(pix)) }
    package var height: Int { Int(pixGetHeight(pix)) }
    /// Bits a pixel: 1, 8 or 32 after `grey` and `upright`.
    package var depth: Int { Int(pixGetDepth(pix)) }
    package var isColour: Bool { depth == 32 }

    /// Pixels per inch in the file's header; 0 if there is none, or one that no scanner has.
    package var resolution: Int {
        let resolution = Int(pixGetXRes(pix))
        return (50...2400).contains(resolution) ? resolution : 0
    }

    func setResolution(_ pixelsPerInch: Int) {
        pixSetResolution(pix, Int32(pixelsPerInch), Int32(pixelsPerInch))
    }

    /// From rows without padding, with one byte for each pixel, or three if `isColour`.
    package init(width: Int, height: Int, isColour: Bool, bytes: [UInt8]) throws(RecognitionError) {
        guard let pix = pixCreateNoInit(Int32(width), Int32(height), isColour ? 32 : 8), let data = pixGetData(pix)
        else { throw .outOfMemory }
        self.pix = pix
        let wordsPerLine = Int(pixGetWpl(pix))
        bytes.withUnsafeBufferPointer { source in
            for y in 0..<height {
                let line = data + y * wordsPerLine
                if isColour {
                    Self.packColour(source, from: y * width * 3, count: width, to: line)
                } else {
                    Self.packGrey(source, from: y * width, count: width, to: line)
                }
            }
        }
    }

    /// A colour image; `colour` gives the red, green and blue of the pixel at a column and a row.
    init(
        width: Int, height: Int, _ colour: (_ x: Int, _ y: Int) -> (red: UInt8, green: UInt8, blue: UInt8)
    ) throws(RecognitionError) {
        guard let pix = pixCreateNoInit(Int32(width), Int32(height), 32), let data = pixGetData(pix) else {
            throw .outOfMemory
        }
        self.pix = pix
        // A row of 32-bit pixels has no padding.
        for y in 0..<height {
            for x in 0..<width {
                let (red, green, blue) = colour(x, y)
                data[y * width + x] = UInt32(red) << 24 | UInt32(green) << 16 | UInt32(blue) << 8
            }
        }
    }

    private static func packColour(
        _ source: UnsafeBufferPointer<UInt8>, from start: Int, count: Int, to line: UnsafeMutablePointer<UInt32>
    ) {
        for x in 0..<count {
            let at = start + x * 3
            line[x] = UInt32(source[at]) << 24 | UInt32(source[at + 1]) << 16 | UInt32(source[at + 2]) << 8
        }
    }

    /// Fills the last word with white.
    private static func packGrey(
        _ source: UnsafeBufferPointer<UInt8>, from start: Int, count: Int, to line: UnsafeMutablePointer<UInt32>
    ) {
        for word in 0..<(count + 3) / 4 {
            line[word] = PixelRows.word { index in
                let x = word * 4 + index
                return x < count ? UInt32(source[start + x]) : 255
            }
        }
    }

    /// 8 bits per pixel, with white in transparent areas (`pixRemoveAlpha`, `pixConvertTo8`).
    package func grey() throws(RecognitionError) -> Bitmap {
        let opaque = try opaque()
        return opaque.depth == 8 && pixGetColormap(opaque.pix) == nil
            ? opaque : try Bitmap(pixConvertTo8(opaque.pix, 0), from: "pixConvertTo8")
    }

    /// This image with light and dark swapped (`pixInvert`).
    package func inverted() throws(RecognitionError) -> Bitmap { try Bitmap(pixInvert(nil, pix), from: "pixInvert") }

    /// 32 bits per pixel if the image has colours, else 8.
    package func greyOrColour() throws(RecognitionError) -> Bitmap {
        let opaque = try opaque()
        if opaque.depth == 8, pixGetColormap(opaque.pix) == nil { return opaque }
        if opaque.depth == 32 { return opaque }
        guard let map = pixGetColormap(opaque.pix) else { return try opaque.grey() }
        var hasColour: Int32 = 0
        pixcmapHasColor(map, &hasColour)
        guard hasColour != 0 else { return try opaque.grey() }
        return try Bitmap(pixConvertTo32(opaque.pix), from: "pixConvertTo32")
    }

    /// 8 bits per pixel if the image has no visible colour, such as a letter scanned in colour.
    package func withoutNeedlessColour() throws(RecognitionError) -> Bitmap {
        guard depth == 32, let data = pixGetData(pix) else { return self }
        let wordsPerLine = Int(pixGetWpl(pix))
        var (coloured, seen) = (0, 0)
        for y in stride(from: 0, to: height, by: 8) {
            for x in stride(from: 0, to: width, by: 8) {
                let pixel = data[y * wordsPerLine + x]
                let (red, green, blue) = (Int(pixel >> 24), Int(pixel >> 16 & 255), Int(pixel >> 8 & 255))
                seen += 1
                if max(red, green, blue) - min(red, green, blue) > 32 { coloured += 1 }
            }
        }
        return coloured * 1000 > seen ? self : try grey()
    }

    private func opaque() throws(RecognitionError) -> Bitmap {
        depth == 32 && pixGetSpp(pix) == 4 ? try Bitmap(pixRemoveAlpha(pix), from: "pixRemoveAlpha") : self
    }

    /// The image as a JPEG file (`pixWriteMemJpeg`); quality 1…100.
    package func jpeg(quality: Int) throws(RecognitionError) -> [UInt8] {
        var data: UnsafeMutablePointer<UInt8>?
        var size = 0
        guard pixWriteMemJpeg(&data, &size, pix, Int32(quality), 0) == 0, let data else {
            throw .failed("pixWriteMemJpeg")
        }
        defer { lept_free(data) }
        return Array(UnsafeBufferPointer(start: data, count: size))
    }
}
