/// A document as a PDF: searchable, or with an e-invoice in it.
package struct DocumentPDF: Sendable, Equatable {
    /// Whether a PDF with an e-invoice says of itself that it is a PDF/A-3, and if not, why.
    package enum Conformance: String, Sendable, CaseIterable {
        case pdfA3 = "PDF/A-3B"
        /// The source is a PDF of somebody else, and a font of it is missing.
        case fontsNotEmbedded = "fonts_not_embedded"
        /// The source is a PDF of somebody else, of which nobody knows whether it follows PDF/A.
        case sourceNotChecked = "source_not_checked"
        /// The scan has colours of printing inks, for which there is no profile.
        case colourProfileMissing = "colour_profile_missing"
        /// No e-invoice was embedded.
        case notAsked = "not_asked"
    }

    package let bytes: [UInt8]
    package let conformance: Conformance

    package init(bytes: [UInt8], conformance: Conformance = .notAsked) {
        (self.bytes, self.conformance) = (bytes, conformance)
    }
}

/// An e-invoice to be embedded in a PDF.
package struct InvoiceXML: Sendable, Equatable {
    package let bytes: [UInt8]
    /// Factur-X's name of the profile, e.g. `EN 16931`.
    package let profile: String
    /// When its values were read: UTC in ISO 8601, `2026-01-31T12:00:00Z`.
    package let time: String

    package init(bytes: [UInt8], profile: String, time: String) {
        (self.bytes, self.profile, self.time) = (bytes, profile, time)
    }
}
