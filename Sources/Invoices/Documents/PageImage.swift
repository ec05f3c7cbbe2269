/// The page's picture as it came, before any turning.
package struct PageImage: Sendable, Equatable {
    package enum ColorSpace: String, Sendable, CaseIterable { case rgb, gray, bitonal, cmyk }

    /// Pixels; 0 where the page was not rendered.
    package var width = 0
    package var height = 0
    package var dpi = 0
    package var colorSpace = ColorSpace.gray
    package var format = ""
    /// Bytes of the page's own image, 0 where it has none.
    package var size = 0

    /// The format of a page that this program made of an e-invoice.
    package static let renderedFormat = DocumentType.xml.rawValue

    /// True for a page that this program made of an e-invoice.
    package var isRendered: Bool { format == Self.renderedFormat }

    package init(
        width: Int = 0, height: Int = 0, dpi: Int = 0, colorSpace: ColorSpace = .gray, format: String = "",
        size: Int = 0
    ) {
        self.width = width
        self.height = height
        self.dpi = dpi
        self.colorSpace = colorSpace
        self.format = format
        self.size = size
    }
}
