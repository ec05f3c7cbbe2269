import CImages

/// How a camera held the picture, as the Exif data of a JPEG say (Exif 2.32, tag 0x0112).
struct JPEGOrientation {
    /// 1…8; 1 if the file does not say.
    private let value: Int

    var isUpright: Bool { value == 1 }

    /// Reads the Exif data of a JPEG file (`exif_data_new_from_data`).
    init(ofFile bytes: [UInt8]) {
        value = Self.value(in: bytes)
    }

    private static func value(in bytes: [UInt8]) -> Int {
        // libexif takes lengths of 32 bits; files are far smaller (`ReaderLimits.size`).
        guard let length = UInt32(exactly: bytes.count), let data = exif_data_new_from_data(bytes, length) else {
            return 1
        }
        defer { exif_data_unref(data) }
        // The first directory describes the picture, the second its preview.
        guard let entry = exif_content_get_entry(data.pointee.ifd.0, EXIF_TAG_ORIENTATION),
            entry.pointee.size >= 2, let stored = entry.pointee.data
        else { return 1 }
        let value = Int(exif_get_short(stored, exif_data_get_byte_order(data)))
        return (1...8).contains(value) ? value : 1
    }

    /// The picture as it was seen. Each value but 1 names a turn, and the even ones but 6 and 8, and 5 and 7, a mirror.
    func upright(_ picture: Bitmap) throws(RecognitionError) -> Bitmap {
        switch value {
        case 2: try picture.mirrored()
        case 3: try picture.turned(quarters: 2)
        case 4: try picture.turned(quarters: 2).mirrored()
        case 5: try picture.turned(quarters: 1).mirrored()
        case 6: try picture.turned(quarters: 1)
        case 7: try picture.turned(quarters: 3).mirrored()
        case 8: try picture.turned(quarters: 3)
        default: picture
        }
    }
}
