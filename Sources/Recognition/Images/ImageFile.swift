import COCR

/// An encoded image in memory: its headers, which are read without decoding, and its frames.
package struct ImageFile {
    package enum Format { case png, jpeg, tiff, bmp }

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
        var (width, height, bits, samples, map): (Int32, Int32, Int32, Int32, Int32) = (0, 0, 0, 0, 0)
        let failed: l_ok
        if format == .tiff {
            var (resolution, kind): (Int32, Int32) = (0, 0)
            failed = readHeaderMemTiff(
                bytes, bytes.count, Int32(number - 1), &width, &height, &bits, &samples, &resolution, &map, &kind)
        } else {
            var kind: Int32 = 0
            failed = pixReadHeaderMem(bytes, bytes.count, &kind, &width, &height, &bits, &samples, &map)
        }
        guard failed == 0, width > 0, height > 0 else { throw .damaged }
        return Header(width: Int(width), height: Int(height), bitsPerSample: Int(bits), samples: Int(samples))
    }

    /// Decodes a frame, from 1 (`pixReadMem`, `pixReadMemTiff`). The caller must have checked its header.
    package func decode(frame number: Int) throws(RecognitionError) -> Bitmap {
        let pix =
            format == .tiff
            ? pixReadMemTiff(bytes, bytes.count, Int32(number - 1)) : pixReadMem(bytes, bytes.count)
        guard let pix else { throw .damaged }
        return Bitmap(owning: pix)
    }
}
