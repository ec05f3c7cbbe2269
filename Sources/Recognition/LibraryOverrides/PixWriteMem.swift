import COCR

/// Replaces Leptonica's `pixWriteMem`. Tesseract writes each line's image as a PNG file in memory and reads it again at
/// once; compressing them takes as long as recognising them. This function writes a grey image as uncompressed pixels,
/// which `pixReadMem` can read, too. The dynamic linker finds it before Leptonica's.
@_cdecl("pixWriteMem")
public func writeMem(
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
