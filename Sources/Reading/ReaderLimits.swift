import EInvoices
import Recognition

/// The limits of one document; larger ones are refused.
package struct ReaderLimits: Sendable {
    /// The file's size in bytes.
    package var size = 32 << 20
    package var pages = 200
    /// The pixels of a page, checked before it is decoded or rendered.
    package var pixels = 50_000_000
    /// The pixels of a page's longer side; Tesseract's limit.
    package var side = Recogniser.largestSide
    /// The size of an embedded e-invoice in bytes.
    package var electronicInvoice = EInvoice.maximumSize

    package init() {}

    func allows(width: Int, height: Int) -> Bool {
        width >= 1 && height >= 1 && width <= side && height <= side && width <= pixels / height
    }
}
