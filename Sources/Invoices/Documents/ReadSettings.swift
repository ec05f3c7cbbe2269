/// How a document's pages are to be read.
package struct ReadSettings: Sendable, Equatable {
    /// ISO 639-1 codes or Tesseract's names; if empty, the language is detected from the page.
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
