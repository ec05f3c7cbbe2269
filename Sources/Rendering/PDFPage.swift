import CPoppler
import Glibc

/// One page of a PDF, upright by its /Rotate. Lengths are in points (1/72 inch) from the top left.
package final class PDFPage {
    /// A rectangle in points.
    package struct Area {
        package var minX: Double
        package var minY: Double
        package var maxX: Double
        package var maxY: Double

        package var width: Double { maxX - minX }
        package var height: Double { maxY - minY }
        package var midX: Double { (minX + maxX) / 2 }
        package var midY: Double { (minY + maxY) / 2 }

        init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
            (self.minX, self.minY, self.maxX, self.maxY) = (minX, minY, maxX, maxY)
        }

        init(_ rectangle: PopplerRectangle) {
            minX = min(rectangle.x1, rectangle.x2)
            minY = min(rectangle.y1, rectangle.y2)
            maxX = max(rectangle.x1, rectangle.x2)
            maxY = max(rectangle.y1, rectangle.y2)
        }

        /// Where the area lies when its page, of that size before, is turned clockwise by quarter turns.
        package func turned(quarters: Int, width: Double, height: Double) -> Area {
            switch quarters & 3 {
            case 1: Area(minX: height - maxY, minY: minX, maxX: height - minY, maxY: maxX)
            case 2: Area(minX: width - maxX, minY: height - maxY, maxX: width - minX, maxY: height - minY)
            case 3: Area(minX: minY, minY: width - maxX, maxX: maxY, maxY: width - minX)
            default: self
            }
        }

        package init(x: Double, y: Double, width: Double, height: Double) {
            self.init(minX: x, minY: y, maxX: x + width, maxY: y + height)
        }

        /// The size of what both cover, in square points.
        package func shared(with other: Area) -> Double {
            max(0, min(maxX, other.maxX) - max(minX, other.minX))
                * max(0, min(maxY, other.maxY) - max(minY, other.minY))
        }

        /// The area grown by `margin` points on each side.
        package func grown(by margin: Double) -> Area {
            Area(minX: minX - margin, minY: minY - margin, maxX: maxX + margin, maxY: maxY + margin)
        }
    }

    /// One character of the text layer and its place.
    package struct Glyph {
        package let scalar: Unicode.Scalar
        package var area: Area

        package init(scalar: Unicode.Scalar, area: Area) {
            self.scalar = scalar
            self.area = area
        }
    }

    /// An image drawn on the page.
    package struct Image {
        package let area: Area
        let id: Int32
    }

    let page: OpaquePointer
    package let width: Double
    package let height: Double

    /// The whole page.
    package var whole: Area { Area(minX: 0, minY: 0, maxX: width, maxY: height) }

    /// True if the page may be turned by a /Rotate of 90 or 270, judged by its sides: a square page may be.
    ///
    /// Poppler's places of images are then wrong by the images' own size.
    package var isTurned: Bool {
        var box = PopplerRectangle()
        poppler_page_get_crop_box(page, &box)
        let sheet = Area(box)
        return abs(sheet.width - height) < 1 && abs(sheet.height - width) < 1
    }

    init(owning page: OpaquePointer) {
        self.page = page
        var size = (width: 0.0, height: 0.0)
        poppler_page_get_size(page, &size.width, &size.height)
        (width, height) = size
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(page)) }

    /// The text layer's characters in Poppler's order, with newlines between its lines; empty if there is no text.
    ///
    /// `poppler_page_get_text` puts nothing between adjacent table cells: only the areas separate their words.
    package var glyphs: [Glyph] {
        guard let text = poppler_page_get_text(page) else { return [] }
        defer { g_free(text) }
        var rectangles: UnsafeMutablePointer<PopplerRectangle>?
        var count: guint = 0
        guard poppler_page_get_text_layout(page, &rectangles, &count) != 0, let rectangles else { return [] }
        defer { g_free(rectangles) }
        let scalars = String(cString: text).unicodeScalars.lazy.filter { !Self.isEmbedding($0) }
        return zip(scalars, UnsafeBufferPointer(start: rectangles, count: Int(count)))
            .map { Glyph(scalar: $0, area: Area($1)) }
    }

    /// Poppler writes marks of direction (LRE, RLE, PDF of UAX #9) around text that runs to the left, and gives no
    /// rectangles for them.
    private static func isEmbedding(_ scalar: Unicode.Scalar) -> Bool { (0x202A...0x202C).contains(scalar.value) }

    /// The ranges of `glyphs` in a font with “bold” in its name.
    package var boldRanges: [ClosedRange<Int>] {
        guard let list = poppler_page_get_text_attributes(page) else { return [] }
        defer { poppler_page_free_text_attributes(list) }
        var found: [ClosedRange<Int>] = []
        var next: UnsafeMutablePointer<GList>? = list
        while let node = next {
            next = node.pointee.next
            let attributes = node.pointee.data.assumingMemoryBound(to: PopplerTextAttributes.self).pointee
            guard let name = attributes.font_name, attributes.start_index <= attributes.end_index else { continue }
            guard isBold(name) else { continue }
            found.append(Int(attributes.start_index)...Int(attributes.end_index))
        }
        return found
    }

    private func isBold(_ font: UnsafePointer<CChar>) -> Bool {
        guard let name = g_ascii_strdown(font, -1) else { return false }
        defer { g_free(name) }
        return ["bold", "black", "heavy"].contains { (weight: String) in strstr(name, weight) != nil }
    }

    /// The images of the page, each as often as it is drawn. Poppler processes the whole page to find them.
    package private(set) lazy var images = drawnImages()

    private func drawnImages() -> [Image] {
        guard let list = poppler_page_get_image_mapping(page) else { return [] }
        defer { poppler_page_free_image_mapping(list) }
        var found: [Image] = []
        var next: UnsafeMutablePointer<GList>? = list
        while let node = next {
            next = node.pointee.next
            let mapping = node.pointee.data.assumingMemoryBound(to: PopplerImageMapping.self).pointee
            found.append(Image(area: Area(mapping.area), id: mapping.image_id))
        }
        return found
    }

    /// The image's own pixels, unscaled, as stored; the page may show them turned. Nil if it cannot be decoded.
    package func pixels(of image: Image, _ channels: Raster.Channels) -> Raster? {
        guard let handle = poppler_page_get_image(page, image.id), let surface = try? Surface(owning: handle)
        else { return nil }
        return surface.raster(channels)
    }

    /// The page, or an area of it, drawn at `dpi`. Throws `.size` for more than `maximumPixels`.
    package func render(
        _ area: Area? = nil, dpi: Double, _ channels: Raster.Channels, maximumPixels: Int
    ) throws(RenderingError) -> Raster {
        let scale = dpi / 72
        let area = area ?? whole
        let (columns, rows) = ((area.width * scale).rounded(), (area.height * scale).rounded())
        guard columns >= 1, rows >= 1, columns <= 32_767, rows <= 32_767, columns * rows <= Double(maximumPixels)
        else { throw .size }
        let surface = try Surface(width: Int(columns), height: Int(rows))
        try surface.draw(page, scale: scale, left: area.minX, top: area.minY)
        guard let raster = surface.raster(channels) else { throw .failed("no pixels") }
        return raster
    }
}
