import COCR

/// An encoded image in memory: its headers, which are read without decoding, and its frames.
package struct ImageFile {
    package enum Format { case png, jpeg, tiff, bmp, heic, webp }

    /// A frame's header.
    package struct Header: Equatable {
        package let width: Int
        package let height: Int
        package let bitsPerSample: Int
        package let samples: Int

        package init(width: Int, height: Int, bitsPerSample: Int, samples: Int) {
            self.width = width
            self.height = height
            self.bitsPerSample = bitsPerSample
            self.samples = samples
        }
    }

    private let bytes: [UInt8]
    package let format: Format

    package init(_ bytes: [UInt8], format: Format) {
        self.bytes = bytes
        self.format = format
    }

    /// The number of a TIFF's frames, counted up to `limit` + 1; 1 for other formats.
    package func frameCount(upTo limit: Int) -> Int {
        guard format == .tiff else { return 1 }
        var count = 0
        while count <= limit, (try? header(ofFrame: count + 1)) != nil { count += 1 }
        return count
    }

    /// The header of a frame, from 1 (`pixReadHeaderMem`, `readHeaderMemTiff`). Decodes nothing.
    package func header(ofFrame number: Int) throws(RecognitionError) -> Header {
        switch format {
        case .bmp: try BMPHeader(bytes).header()
        case .heic: try heic { file throws(RecognitionError) in try file.header() }
        case .tiff: try tiffHeader(number)
        case .png, .jpeg, .webp: try pictureHeader()
        }
    }

    private func tiffHeader(_ number: Int) throws(RecognitionError) -> Header {
        var (width, height, bits, samples, map): (Int32, Int32, Int32, Int32, Int32) = (0, 0, 0, 0, 0)
        var (resolution, kind): (Int32, Int32) = (0, 0)
        let failed = readHeaderMemTiff(
            bytes, bytes.count, Int32(number - 1), &width, &height, &bits, &samples, &resolution, &map, &kind)
        guard failed == 0, width > 0, height > 0 else { return try TIFFFile(bytes, frame: number).header() }
        return Header(width: Int(width), height: Int(height), bitsPerSample: Int(bits), samples: Int(samples))
    }

    private func pictureHeader() throws(RecognitionError) -> Header {
        var (width, height, bits, samples, map): (Int32, Int32, Int32, Int32, Int32) = (0, 0, 0, 0, 0)
        var kind: Int32 = 0
        let failed = pixReadHeaderMem(bytes, bytes.count, &kind, &width, &height, &bits, &samples, &map)
        guard failed == 0, width > 0, height > 0 else { throw .damaged }
        return Header(width: Int(width), height: Int(height), bitsPerSample: Int(bits), samples: Int(samples))
    }

    /// Decodes a frame, from 1, as it is to be seen. Leptonica decodes what it can (`pixReadMem`, `pixReadMemTiff`),
    /// the formats' own libraries the rest. The caller must have checked its header.
    package func decode(frame number: Int) throws(RecognitionError) -> Bitmap {
        try decoded(number).withSquarePixels()
    }

    private func decoded(_ number: Int) throws(RecognitionError) -> Bitmap {
        switch format {
        case .bmp:
            if let picture = decodedByLeptonica() { picture } else { try GDKPicture.decode(bytes, .bmp) }
        case .heic: try heic { file throws(RecognitionError) in try file.decode() }
        case .tiff:
            if let picture = decodedByLeptonica(frame: number) {
                picture
            } else {
                try TIFFFile(bytes, frame: number).decode()
            }
        case .jpeg: try JPEGOrientation(ofFile: bytes).upright(readable())
        case .png:
            if PNGChunks.hasTransparentGrey(bytes) { try GDKPicture.decode(bytes, .png) } else { try readable() }
        case .webp: try readable()
        }
    }

    /// False for a JPEG whose pixels must be turned or mirrored to be seen as they were.
    package var isStoredUpright: Bool { format != .jpeg || JPEGOrientation(ofFile: bytes).isUpright }

    private func readable() throws(RecognitionError) -> Bitmap {
        guard let picture = decodedByLeptonica() else { throw .damaged }
        return picture
    }

    private func decodedByLeptonica() -> Bitmap? { pixReadMem(bytes, bytes.count).map(Bitmap.init(owning:)) }

    private func decodedByLeptonica(frame number: Int) -> Bitmap? {
        pixReadMemTiff(bytes, bytes.count, Int32(number - 1)).map(Bitmap.init(owning:))
    }

    private func heic<Result>(
        _ body: (HEICFile) throws(RecognitionError) -> Result
    ) throws(RecognitionError) -> Result {
        try bytes.withUnsafeBufferPointer { bytes throws(RecognitionError) in try body(HEICFile(bytes)) }
    }
}
