import CImages

/// A TIFF in memory, opened by libtiff, for the kinds that Leptonica refuses: tiles, planes, rare compressions.
final class TIFFFile {
    /// What libtiff's callbacks read from.
    private final class Source {
        let bytes: [UInt8]
        var place = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    private let source: Source
    private let tiff: OpaquePointer

    /// Opens the file and goes to the frame, from 1 (`TIFFClientOpen`, `TIFFSetDirectory`).
    init(_ bytes: [UInt8], frame number: Int) throws(RecognitionError) {
        // The caller learns of damage by the results; libtiff would also write about it to the error output.
        TIFFSetErrorHandler(nil)
        TIFFSetWarningHandler(nil)
        source = Source(bytes)
        guard let index = UInt16(exactly: number - 1), let tiff = Self.open(source) else { throw .damaged }
        self.tiff = tiff
        guard TIFFSetDirectory(tiff, numericCast(index)) == 1 else { throw .damaged }
    }

    deinit { TIFFClose(tiff) }

    private static func open(_ source: Source) -> OpaquePointer? {
        TIFFClientOpen(
            "document", "rm", Unmanaged.passUnretained(source).toOpaque(),
            { handle, buffer, count in TIFFFile.read(handle, buffer, count) }, { _, _, _ in 0 },
            { handle, offset, whence in TIFFFile.seek(handle, offset, whence) }, { _ in 0 },
            { handle in handle.map { toff_t(TIFFFile.source($0).bytes.count) } ?? 0 }, nil, nil)
    }

    private static func source(_ handle: thandle_t) -> Source {
        Unmanaged<Source>.fromOpaque(handle).takeUnretainedValue()
    }

    private static func read(_ handle: thandle_t?, _ buffer: UnsafeMutableRawPointer?, _ count: tmsize_t) -> tmsize_t {
        guard let handle, let buffer, count > 0 else { return 0 }
        let source = source(handle)
        let wanted = min(Int(count), max(0, source.bytes.count - source.place))
        source.bytes.withUnsafeBytes { bytes in
            guard wanted > 0, let start = bytes.baseAddress else { return }
            buffer.copyMemory(from: start + source.place, byteCount: wanted)
        }
        source.place += wanted
        return tmsize_t(wanted)
    }

    /// Returns the new place; a place that no file has is the end's.
    private static func seek(_ handle: thandle_t?, _ offset: toff_t, _ whence: Int32) -> toff_t {
        guard let handle else { return 0 }
        let source = source(handle)
        let base: UInt64 =
            switch whence {
            case SEEK_CUR: UInt64(source.place)
            case SEEK_END: UInt64(source.bytes.count)
            default: 0
            }
        // libtiff casts negative offsets to its unsigned type.
        source.place = Int(exactly: base &+ UInt64(offset)) ?? source.bytes.count
        return toff_t(source.place)
    }

    /// Throws for a frame without a size.
    func header() throws(RecognitionError) -> ImageFile.Header {
        let (width, height) = (field(TIFFTAG_IMAGEWIDTH), field(TIFFTAG_IMAGELENGTH))
        guard let width, let height, width > 0, height > 0 else { throw .damaged }
        return ImageFile.Header(width: Int(width), height: Int(height), bitsPerSample: 8, samples: 4)
    }

    /// Decodes the frame (`TIFFReadRGBAImageOriented`). The caller must have checked its size.
    func decode() throws(RecognitionError) -> Bitmap {
        let header = try header()
        var raster = [UInt32](repeating: 0, count: header.width * header.height)
        guard
            TIFFReadRGBAImageOriented(
                tiff, UInt32(header.width), UInt32(header.height), &raster, ORIENTATION_TOPLEFT, 1) == 1
        else { throw .damaged }
        // A pixel is 0xAABBGGRR, multiplied by its alpha.
        let picture = try Bitmap(width: header.width, height: header.height) { x, y in
            let pixel = raster[y * header.width + x]
            let paper = 255 - (pixel >> 24)
            return (
                UInt8(min(255, (pixel & 255) + paper)), UInt8(min(255, (pixel >> 8 & 255) + paper)),
                UInt8(min(255, (pixel >> 16 & 255) + paper))
            )
        }
        picture.setResolution(resolution())
        return picture
    }

    /// Pixels per inch; 0 if the file does not say.
    private func resolution() -> Int {
        var (value, unit): (Float, UInt16) = (0, 0)
        guard cimages_tiff_float(tiff, UInt32(TIFFTAG_XRESOLUTION), &value) == 1, value.isFinite, value > 0 else {
            return 0
        }
        _ = cimages_tiff_short(tiff, UInt32(TIFFTAG_RESOLUTIONUNIT), &unit)
        let perInch = Int32(unit) == RESUNIT_CENTIMETER ? Double(value) * 2.54 : Double(value)
        return perInch < 100_000 ? Int(perInch.rounded()) : 0
    }

    private func field(_ tag: Int32) -> UInt32? {
        var value: UInt32 = 0
        return cimages_tiff_long(tiff, UInt32(tag), &value) == 1 ? value : nil
    }
}
