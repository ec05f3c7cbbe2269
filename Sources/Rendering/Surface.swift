import CPoppler

/// A Cairo image in memory: Poppler draws on it, or returns it as a page's own image.
final class Surface {
    private let surface: OpaquePointer

    /// A white surface. Throws if Cairo cannot make one of that size.
    init(width: Int, height: Int) throws(RenderingError) {
        surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
        try check()
    }

    /// Takes over a surface that Poppler made.
    init(owning surface: OpaquePointer) throws(RenderingError) {
        self.surface = surface
        try check()
    }

    deinit { cairo_surface_destroy(surface) }

    var width: Int { Int(cairo_image_surface_get_width(surface)) }
    var height: Int { Int(cairo_image_surface_get_height(surface)) }

    private func check() throws(RenderingError) {
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else { throw .failed(String(cString: cairo_status_to_string(status))) }
    }

    /// Draws the page over white with `scale` pixels for each point. The point (`left`, `top`) of the page is the top
    /// left.
    func draw(_ page: OpaquePointer, scale: Double, left: Double, top: Double) throws(RenderingError) {
        let context = cairo_create(surface)
        defer { cairo_destroy(context) }
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_scale(context, scale, scale)
        cairo_translate(context, -left, -top)
        poppler_page_render(page, context)
        let status = cairo_status(context)
        guard status == CAIRO_STATUS_SUCCESS else { throw .failed(String(cString: cairo_status_to_string(status))) }
        cairo_surface_flush(surface)
    }

    /// Copies the pixels; nil for a format that page images do not have.
    func raster(_ channels: Raster.Channels) -> Raster? {
        guard let data = cairo_image_surface_get_data(surface) else { return nil }
        let stride = Int(cairo_image_surface_get_stride(surface))
        switch cairo_image_surface_get_format(surface) {
        case CAIRO_FORMAT_RGB24, CAIRO_FORMAT_ARGB32: break
        case CAIRO_FORMAT_A8: return copy(data, stride: stride)
        default: return nil
        }
        return channels == .grey ? grey(data, stride: stride) : rgb(data, stride: stride)
    }

    /// The alpha of a format that has none: its bits may be anything.
    private var opaqueBits: UInt32 {
        cairo_image_surface_get_format(surface) == CAIRO_FORMAT_ARGB32 ? 0 : 0xFF00_0000
    }

    /// A Cairo pixel as it looks on white paper. It is a native 32-bit word 0xAARRGGBB, multiplied by its alpha.
    ///
    /// An image mask comes as black ink with its picture in the alpha.
    private static func onPaper(_ pixel: UInt32) -> UInt32 {
        let paper = 255 - (pixel >> 24)
        return paper == 0 ? pixel : pixel &+ paper &* 0x01_0101
    }

    private func copy(_ data: UnsafeMutablePointer<UInt8>, stride: Int) -> Raster {
        let (width, height) = (width, height)
        let bytes = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            for y in 0..<height {
                for x in 0..<width { buffer[y * width + x] = data[y * stride + x] }
            }
            count = width * height
        }
        return Raster(width: width, height: height, channels: .grey, bytes: bytes)
    }

    /// Weights of ITU-R BT.601 in 256ths.
    private func grey(_ data: UnsafeMutablePointer<UInt8>, stride: Int) -> Raster {
        let (width, height) = (width, height)
        let opaque = opaqueBits
        let bytes = [UInt8](unsafeUninitializedCapacity: width * height) { buffer, count in
            for y in 0..<height {
                let row = UnsafeRawPointer(data + y * stride).assumingMemoryBound(to: UInt32.self)
                let out = buffer.baseAddress.unsafelyUnwrapped + y * width
                for x in 0..<width {
                    let pixel = Self.onPaper(row[x] | opaque)
                    let sum = (pixel >> 16 & 255) &* 77 &+ (pixel >> 8 & 255) &* 150 &+ (pixel & 255) &* 29
                    out[x] = UInt8(truncatingIfNeeded: sum >> 8)
                }
            }
            count = width * height
        }
        return Raster(width: width, height: height, channels: .grey, bytes: bytes)
    }

    private func rgb(_ data: UnsafeMutablePointer<UInt8>, stride: Int) -> Raster {
        let (width, height) = (width, height)
        let opaque = opaqueBits
        let bytes = [UInt8](unsafeUninitializedCapacity: width * height * 3) { buffer, count in
            for y in 0..<height {
                let row = UnsafeRawPointer(data + y * stride).assumingMemoryBound(to: UInt32.self)
                let out = buffer.baseAddress.unsafelyUnwrapped + y * width * 3
                for x in 0..<width {
                    let pixel = Self.onPaper(row[x] | opaque)
                    out[x * 3] = UInt8(truncatingIfNeeded: pixel >> 16)
                    out[x * 3 + 1] = UInt8(truncatingIfNeeded: pixel >> 8)
                    out[x * 3 + 2] = UInt8(truncatingIfNeeded: pixel)
                }
            }
            count = width * height * 3
        }
        return Raster(width: width, height: height, channels: .rgb, bytes: bytes)
    }
}
