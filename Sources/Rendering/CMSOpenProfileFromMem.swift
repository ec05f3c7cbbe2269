/// Replaces LittleCMS's function with one that returns no profile. Poppler loads every profile that a PDF names, even
/// if only words are wanted, and making a transform of it costs more than the rest of a page. Without a profile Poppler
/// uses the colours as written, which is good enough to read. The dynamic linker finds this function before the library's.
/// Untrusted profiles are not parsed either.
@_cdecl("cmsOpenProfileFromMem")
public func refuseColourProfile(_ bytes: UnsafeRawPointer?, _ count: UInt32) -> UnsafeMutableRawPointer? { nil }
