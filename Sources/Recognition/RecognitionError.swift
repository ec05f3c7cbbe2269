/// Why an image cannot be read.
package enum RecognitionError: Error, Equatable {
    /// It cannot be decoded or is incomplete.
    case damaged
    /// Tesseract has no data of that name, e.g. `deu`.
    case noSuchLanguage(String)
    case outOfMemory
    case failed(String)
}
