import Recognition

/// What one document may cost before it is refused.
package struct ReaderLimits: Sendable {
    /// Of the file, in bytes.
    package var size = 32 << 20
    package var pages = 200
    /// Of a page, before it is decoded or rendered.
    package var pixels = 50_000_000
    /// Of a page's side in pixels; what Tesseract takes.
    package var side = Recogniser.largestSide
    /// Of an embedded e-invoice, in bytes.
    package var electronicInvoice = 5 << 20

    package init() {}

    func allows(width: Int, height: Int) -> Bool {
        width >= 1 && height >= 1 && width <= side && height <= side && width <= pixels / height
    }
}
