/// The kinds of document that can be read, by the names of the contract.
package enum DocumentType: String, Sendable, CaseIterable {
    case pdf, png, jpg, jpeg, tiff, bmp, xml

    /// jpg and jpeg are two names of one kind.
    package func isSameKind(as other: DocumentType) -> Bool { canonical == other.canonical }

    package var canonical: DocumentType { self == .jpeg ? .jpg : self }

    package var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .png: "image/png"
        case .jpg, .jpeg: "image/jpeg"
        case .tiff: "image/tiff"
        case .bmp: "image/bmp"
        case .xml: "application/xml"
        }
    }
}

/// A document that the store holds, fetched or uploaded. (Only a name for ids.)
package enum StoredDocument {
    package typealias ID = Invoices.ID<StoredDocument>
}

/// Whose keys, jobs and documents these are. (Only a name for ids.)
package enum Account {
    package typealias ID = Invoices.ID<Account>
}

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
