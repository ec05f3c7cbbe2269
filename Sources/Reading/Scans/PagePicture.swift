import Invoices
import Recognition
import Rendering

/// A page's original pixels and their size on paper.
struct PagePicture {
    let bitmap: Bitmap
    /// Pixels per inch; 0 while unknown.
    let dpi: Int
    /// The printed size in points; nil if only the pixels are known.
    let size: (width: Double, height: Double)?
    let image: PageImage

    init(bitmap: Bitmap, dpi: Int, size: (width: Double, height: Double)?, image: PageImage) {
        self.bitmap = bitmap
        self.dpi = dpi
        self.size = size
        self.image = image
    }

    /// A frame of an image file. Checks its size before decoding.
    init(frame number: Int, of file: ImageFile, limits: ReaderLimits) throws {
        let header = try file.header(ofFrame: number)
        guard limits.allows(width: header.width, height: header.height) else { throw JobFailure.pageTooLarge }
        let decoded = try file.decode(frame: number)
        // A header with a wrong size would otherwise exceed the limits.
        guard limits.allows(width: decoded.width, height: decoded.height) else { throw JobFailure.pageTooLarge }
        bitmap = try decoded.greyOrColour()
        dpi = decoded.resolution
        size = nil
        image = PageImage(
            width: decoded.width, height: decoded.height, dpi: dpi,
            colorSpace: decoded.depth == 1 ? .bitonal : bitmap.isColour ? .rgb : .gray, format: file.format.name)
    }
}

extension Bitmap {
    convenience init(_ raster: Raster) throws(RecognitionError) {
        try self.init(
            width: raster.width, height: raster.height, isColour: raster.channels == .rgb, bytes: raster.bytes)
    }
}

extension ImageFile.Format {
    var name: String {
        switch self {
        case .png: "png"
        case .jpeg: "jpeg"
        case .tiff: "tiff"
        case .bmp: "bmp"
        case .heic: "heic"
        case .webp: "webp"
        }
    }
}
