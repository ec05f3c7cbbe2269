import CHunspell

/// The character encoding of a dictionary's file, since many are not UTF-8.
final class Encoding {
    private let encoder: iconv_t
    private let decoder: iconv_t

    /// The encoding with Hunspell's name (`iconv_open`); nil if the C library does not know it.
    init?(named name: UnsafePointer<CChar>) {
        guard let encoder = iconv_open(name, "UTF-8"), Self.isOpen(encoder) else { return nil }
        guard let decoder = iconv_open("UTF-8", name), Self.isOpen(decoder) else {
            iconv_close(encoder)
            return nil
        }
        self.encoder = encoder
        self.decoder = decoder
    }

    deinit {
        iconv_close(encoder)
        iconv_close(decoder)
    }

    /// The encoded text with a final zero; nil if the encoding lacks one of its characters.
    func encode(_ text: String) -> [CChar]? {
        convert(text.utf8.map { CChar(bitPattern: $0) }, encoder).map { $0 + [0] }
    }

    func decode(_ text: UnsafeMutablePointer<CChar>) -> String? {
        var bytes: [CChar] = []
        var at = 0
        while text[at] != 0 {
            bytes.append(text[at])
            at += 1
        }
        return convert(bytes, decoder).map { String(decoding: $0.map { UInt8(bitPattern: $0) }, as: UTF8.self) }
    }

    private func convert(_ bytes: [CChar], _ converter: iconv_t) -> [CChar]? {
        var source = bytes
        // No byte becomes more than four bytes.
        var target = [CChar](repeating: 0, count: bytes.count * 4 + 4)
        let written = source.withUnsafeMutableBufferPointer { source in
            target.withUnsafeMutableBufferPointer { target -> Int? in
                var (from, into) = (source.baseAddress, target.baseAddress)
                var (left, room) = (source.count, target.count)
                guard iconv(converter, &from, &left, &into, &room) == 0 else {
                    iconv(converter, nil, nil, nil, nil)
                    return nil
                }
                return target.count - room
            }
        }
        return written.map { Array(target.prefix($0)) }
    }

    /// iconv_open returns (iconv_t) -1 if it fails.
    private static func isOpen(_ converter: iconv_t) -> Bool { Int(bitPattern: converter) != -1 }
}
