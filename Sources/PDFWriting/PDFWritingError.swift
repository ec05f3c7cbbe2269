/// Why a PDF cannot be written.
package enum PDFWritingError: Error, Equatable {
    /// The source needs a password.
    case encrypted
    /// The source cannot be read.
    case damaged
    /// qpdf failed, with this message.
    case failed(String)
}
