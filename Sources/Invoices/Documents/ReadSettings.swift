/// How a document's pages are to be read.
package struct ReadSettings: Sendable, Equatable {
    /// ISO 639-1 or Tesseract's names; empty: told from the page.
    package var languages: [String]
    package var preprocessing: PreprocessingSettings
    /// Whether a PDF's own text is taken where it can be trusted.
    package var usesTextLayer: Bool
    /// Whether the page's picture is wanted beside its words.
    package var wantsImage: Bool

    package init(
        languages: [String] = [], preprocessing: PreprocessingSettings = PreprocessingSettings(),
        usesTextLayer: Bool = true, wantsImage: Bool = false
    ) {
        self.languages = languages
        self.preprocessing = preprocessing
        self.usesTextLayer = usesTextLayer
        self.wantsImage = wantsImage
    }
}

/// What a first look at a document tells, before any page is read.
package struct DocumentOutline: Sendable, Equatable {
    /// Told by its bytes.
    package var format: DocumentType
    /// Bytes.
    package var size: Int
    /// 0 for an e-invoice that is XML alone.
    package var pageCount: Int
    /// Embedded in the document, or the document itself.
    package var electronicInvoice: ElectronicInvoice?

    package init(
        format: DocumentType, size: Int, pageCount: Int, electronicInvoice: ElectronicInvoice? = nil
    ) {
        self.format = format
        self.size = size
        self.pageCount = pageCount
        self.electronicInvoice = electronicInvoice
    }
}

/// One page as read, and its picture when it was wanted.
package struct PageReading: Sendable {
    package var page: Page
    /// A JPEG of 150 dpi, turned as the words' boxes are; empty when it was not wanted.
    package var image: [UInt8]

    package init(page: Page, image: [UInt8] = []) {
        self.page = page
        self.image = image
    }
}
