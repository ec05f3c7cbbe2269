package import Invoices

extension DocumentInfo {
    /// - Parameters:
    ///   - size: Bytes of the document itself.
    ///   - pages: In the order of their numbers.
    package init(_ summary: DocumentSummary, _ pages: [Page], size: Int) {
        self.init(
            pages: pages.count, size: size, format: summary.kind,
            resolution: pages.first { $0.image.dpi > 0 }?.image.dpi, language: pages.compactMap(\.language).first)
    }
}
