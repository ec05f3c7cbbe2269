/// How one kind of document is read (docs/contract.md section 5); defaults are the contract's.
package struct Template: Sendable, Equatable {
    package typealias ID = Invoices.ID<Template>

    package enum DocumentKind: String, Sendable, CaseIterable {
        case invoice, receipt, bill, statement, other
    }

    package var documentKind: DocumentKind
    package var fields: [FieldRule]
    package var lineItems: LineItemRule
    /// What is done to the text before patterns are looked for in it.
    package var text: TextPreparation
    package var preprocessing: PreprocessingSettings
    package var postprocessing: PostprocessingSettings
    /// Empty: every type.
    package var supportedFormats: [DocumentType]
    /// ISO 639-1 codes or Tesseract's names; if empty, the language is detected from the page.
    package var languages: [String]

    package init(
        documentKind: DocumentKind = .invoice, fields: [FieldRule] = [], lineItems: LineItemRule = LineItemRule(),
        text: TextPreparation = TextPreparation(), preprocessing: PreprocessingSettings = PreprocessingSettings(),
        postprocessing: PostprocessingSettings = PostprocessingSettings(),
        supportedFormats: [DocumentType] = [], languages: [String] = []
    ) {
        self.documentKind = documentKind
        self.fields = fields
        self.lineItems = lineItems
        self.text = text
        self.preprocessing = preprocessing
        self.postprocessing = postprocessing
        self.supportedFormats = supportedFormats
        self.languages = languages
    }

    /// Everything found by the template-free reader.
    package static let anyInvoice = Template()
}

/// What is done to a page before it is recognised.
package struct PreprocessingSettings: Sendable, Equatable {
    package var imageEnhancement = true
    package var deskew = true
    package var denoising = true
    package var binarization = false
    /// 72…600
    package var resolutionDPI = 300

    package init(
        imageEnhancement: Bool = true, deskew: Bool = true, denoising: Bool = true, binarization: Bool = false,
        resolutionDPI: Int = 300
    ) {
        self.imageEnhancement = imageEnhancement
        self.deskew = deskew
        self.denoising = denoising
        self.binarization = binarization
        self.resolutionDPI = resolutionDPI
    }
}

/// What is done with the values after they are found.
package struct PostprocessingSettings: Sendable, Equatable {
    package struct Rule: Sendable, Equatable {
        package var field: String
        /// required|positive|date|email|iban|vat|sum:a+b|regex:…
        package var rule: String
        package var message: String?

        package init(field: String, rule: String, message: String? = nil) {
            self.field = field
            self.rule = rule
            self.message = message
        }
    }

    package var spellCheck = false
    /// Below it a field gets a warning; 0…1.
    package var confidenceThreshold = 0.8
    package var validationRules: [Rule] = []

    package init(spellCheck: Bool = false, confidenceThreshold: Double = 0.8, validationRules: [Rule] = []) {
        self.spellCheck = spellCheck
        self.confidenceThreshold = confidenceThreshold
        self.validationRules = validationRules
    }
}
