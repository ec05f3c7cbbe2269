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
