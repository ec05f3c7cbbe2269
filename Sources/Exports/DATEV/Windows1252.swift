import Foundation

/// Text in Windows-1252, which DATEV's format wants (the WHATWG's index of that encoding).
enum Windows1252 {
    /// Those of 0x80…0x9F that are not at their own place.
    private static let placed: [Unicode.Scalar: UInt8] = [
        "€": 0x80, "‚": 0x82, "ƒ": 0x83, "„": 0x84, "…": 0x85, "†": 0x86, "‡": 0x87, "ˆ": 0x88, "‰": 0x89, "Š": 0x8A,
        "‹": 0x8B, "Œ": 0x8C, "Ž": 0x8E, "‘": 0x91, "’": 0x92, "“": 0x93, "”": 0x94, "•": 0x95, "–": 0x96, "—": 0x97,
        "˜": 0x98, "™": 0x99, "š": 0x9A, "›": 0x9B, "œ": 0x9C, "ž": 0x9E, "Ÿ": 0x9F,
    ]

    /// A letter that the encoding lacks loses its accent; any other sign becomes `?`.
    static func bytes(_ text: String) -> [UInt8] {
        text.precomposedStringWithCanonicalMapping.unicodeScalars.flatMap { scalar -> [UInt8] in
            if let byte = byte(scalar) { return [byte] }
            let letters = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.filter {
                !$0.properties.isDiacritic && $0.properties.canonicalCombiningClass == .notReordered
            }
            let known = letters.compactMap(byte)
            return known.isEmpty || known.count < letters.count ? [UInt8(ascii: "?")] : known
        }
    }

    private static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0..<0x80, 0xA0...0xFF: UInt8(scalar.value)
        default: placed[scalar]
        }
    }
}
