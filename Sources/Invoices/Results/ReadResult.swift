/// All that one successful attempt at a document leaves behind.
package struct ReadResult: Sendable {
    package let document: DocumentInfo
    /// In the order of their numbers; each with its words, and with its picture if one was made.
    package let pages: [ReadPage]
    package let extraction: Extraction

    /// The pages that a job pays for: those that were made of an e-invoice are free.
    package var pagesWithPrice: Int { document.pages - pages.count(where: \.page.image.isRendered) }

    package init(document: DocumentInfo, pages: [ReadPage], extraction: Extraction) {
        self.document = document
        self.pages = pages
        self.extraction = extraction
    }
}
