/// The kinds of document that can be read, by the names of the contract. The database has their places in this order.
package enum DocumentType: String, Sendable, CaseIterable {
    case pdf, png, jpg, jpeg, tiff, bmp, xml, heic, webp, p7m

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
        case .heic: "image/heic"
        case .webp: "image/webp"
        case .xml: "application/xml"
        // RFC 8551 for a signed message, whose content may be XML.
        case .p7m: "application/pkcs7-mime"
        }
    }
}
