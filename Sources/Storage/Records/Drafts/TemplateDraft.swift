package import Invoices

/// What a client may say of a template.
package struct TemplateDraft: Sendable, Equatable {
    package var name: String
    package var description: String?
    package var version: String?
    /// This server runs `tesseract`.
    package var ocrEngine: String
    /// The rules and settings.
    package var template: Template
    package var isActive: Bool
    /// Setting it unsets the account's former default.
    package var isDefault: Bool
    package var createdBy: String?
    package var lastModifiedBy: String?
    /// One JSON object, kept byte for byte.
    package var metadata: [UInt8]?

    package init(
        name: String, description: String? = nil, version: String? = nil, ocrEngine: String = "tesseract",
        template: Template = .anyInvoice, isActive: Bool = true, isDefault: Bool = false, createdBy: String? = nil,
        lastModifiedBy: String? = nil, metadata: [UInt8]? = nil
    ) {
        self.name = name
        self.description = description
        self.version = version
        self.ocrEngine = ocrEngine
        self.template = template
        self.isActive = isActive
        self.isDefault = isDefault
        self.createdBy = createdBy
        self.lastModifiedBy = lastModifiedBy
        self.metadata = metadata
    }
}
