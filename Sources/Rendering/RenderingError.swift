/// Why a PDF or one of its pages cannot be had.
package enum RenderingError: Error, Equatable {
    /// A password is needed to open it.
    case encrypted
    case damaged
    case noSuchPage
    /// More pixels than allowed, or no page at all: a side of nought.
    case size
    /// Cairo or Poppler gave up; its own words.
    case failed(String)
}
