import CImages

/// Pictures decoded by gdk-pixbuf, for the kinds that Leptonica refuses or reads wrong.
enum GDKPicture {
    /// The loaders of gdk-pixbuf that are used, by its names.
    enum Kind: String { case bmp, png }

    /// Decodes a file (`gdk_pixbuf_loader_write`); what is transparent becomes white. The caller must have checked its
    /// size.
    static func decode(_ bytes: [UInt8], _ kind: Kind) throws(RecognitionError) -> Bitmap {
        guard let loader = gdk_pixbuf_loader_new_with_type(kind.rawValue, nil) else {
            throw .failed("gdk_pixbuf_loader_new_with_type")
        }
        defer { g_object_unref(UnsafeMutableRawPointer(loader)) }
        let isWritten = gdk_pixbuf_loader_write(loader, bytes, bytes.count, nil) != 0
        // A loader that has failed must be closed as well.
        let isClosed = gdk_pixbuf_loader_close(loader, nil) != 0
        guard isWritten, isClosed, let pixels = gdk_pixbuf_loader_get_pixbuf(loader) else { throw .damaged }
        return try bitmap(pixels)
    }

    private static func bitmap(_ pixels: OpaquePointer) throws(RecognitionError) -> Bitmap {
        let (width, height) = (Int(gdk_pixbuf_get_width(pixels)), Int(gdk_pixbuf_get_height(pixels)))
        let (stride, channels) = (Int(gdk_pixbuf_get_rowstride(pixels)), Int(gdk_pixbuf_get_n_channels(pixels)))
        guard let data = gdk_pixbuf_read_pixels(pixels), width > 0, height > 0 else { throw .damaged }
        return try Bitmap(width: width, height: height) { x, y in
            let at = data + y * stride + x * channels
            guard channels == 4 else { return (at[0], at[1], at[2]) }
            let alpha = Int(at[3])
            func onPaper(_ value: UInt8) -> UInt8 { UInt8((Int(value) * alpha + 255 * (255 - alpha)) / 255) }
            return (onPaper(at[0]), onPaper(at[1]), onPaper(at[2]))
        }
    }
}
