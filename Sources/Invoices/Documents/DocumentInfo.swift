/// What the reader found out about a document as a whole.
package struct DocumentInfo: Sendable, Equatable {
    package var pages: Int
    /// Bytes.
    package var size: Int
    package var format: DocumentType
    /// Of the first page that has pixels; nil for born-digital pages.
    package var resolution: Int?
    /// Tesseract's name of the language, e.g. `eng`; nil while unknown.
    package var language: String?

    package init(pages: Int, size: Int, format: DocumentType, resolution: Int? = nil, language: String? = nil) {
        self.pages = pages
        self.size = size
        self.format = format
        self.resolution = resolution
        self.language = language
    }
}
