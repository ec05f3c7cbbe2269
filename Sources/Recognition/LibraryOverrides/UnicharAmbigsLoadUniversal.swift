/// Replaces `tesseract::UnicharAmbigs::LoadUniversal(UNICHARSET const&, UNICHARSET*)` and loads nothing. It would load
/// pairs of characters that Tesseract's old engine confuses. The neural engine never uses them, and loading them takes
/// four fifths of loading a language. The dynamic linker finds this function before the library's.
@_cdecl("_ZN9tesseract13UnicharAmbigs13LoadUniversalERKNS_10UNICHARSETEPS1_")
public func loadUniversal(
    _ ambiguities: UnsafeMutableRawPointer, _ encoding: UnsafeRawPointer, _ characters: UnsafeMutableRawPointer?
) {}
