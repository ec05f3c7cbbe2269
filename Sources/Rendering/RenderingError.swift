/// Why a PDF or one of its pages cannot be opened or drawn.
package enum RenderingError: Error, Equatable {
    /// A password is needed to open it.
    case encrypted
    case damaged
    case noSuchPage
    /// More pixels than allowed, or a page with a side of length 0.
    case size
    /// Cairo or Poppler failed, with this message.
    case failed(String)
}
