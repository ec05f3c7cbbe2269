import COCR

/// Tesseract keeps each line's picture as a PNG file in memory, only to read it again at once; compressing them takes
/// as long as recognising them. This program's own `pixWriteMem` is found before Leptonica's and writes a grey
/// picture as its bare pixels, which `pixReadMem` knows as well.
@_cdecl("pixWriteMem")
public func writePicture(
    _ bytes: UnsafeMutableRawPointer?, _ count: UnsafeMutableRawPointer?, _ picture: UnsafeMutableRawPointer?,
    _ format: Int32
) -> Int32 {
    let pix = picture?.assumingMemoryBound(to: Pix.self)
    let bytes = bytes?.assumingMemoryBound(to: UnsafeMutablePointer<UInt8>?.self)
    let count = count?.assumingMemoryBound(to: Int.self)
    let isGrey = pixGetDepth(pix) == 8 && pixGetColormap(pix) == nil
    return isGrey && format == IFF_PNG
        ? pixWriteMemSpix(bytes, count, pix) : leptonicasWriteMem(bytes, count, pix, format)
}

private typealias WriteMem =
    @convention(c) (
        UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?, UnsafeMutablePointer<Int>?, UnsafeMutablePointer<Pix>?,
        Int32
    ) -> Int32

private let leptonicasWriteMem = LoadedLibraries.original("pixWriteMem", as: WriteMem.self)
