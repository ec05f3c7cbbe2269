/// Poppler asks LittleCMS for a profile wherever a PDF names one, also where only words are wanted; making a transform
/// of it costs more than all the rest of a page. This program's own function is found before the library's, and says
/// that no profile can be had: Poppler then takes the colours as they are written, which is close enough to read by.
/// Strangers' profiles are not parsed either.
@_cdecl("cmsOpenProfileFromMem")
public func refuseColourProfile(_ bytes: UnsafeRawPointer?, _ count: UInt32) -> UnsafeMutableRawPointer? { nil }
