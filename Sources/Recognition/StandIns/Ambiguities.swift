/// `tesseract::UnicharAmbigs::LoadUniversal(UNICHARSET const&, UNICHARSET*)`: pairs of characters that Tesseract's old
/// engine mixes up. Its neural engine never asks for them; reading them is four fifths of loading a language. This
/// program's own function is found before the library's, and loads none.
@_cdecl("_ZN9tesseract13UnicharAmbigs13LoadUniversalERKNS_10UNICHARSETEPS1_")
public func loadNoAmbiguities(
    _ ambiguities: UnsafeMutableRawPointer, _ encoding: UnsafeRawPointer, _ characters: UnsafeMutableRawPointer?
) {}
