/// A font without shapes, for words that are there to be found and not seen (render mode 3). Each character is a code
/// of its own that ToUnicode names, so every script can be searched and copied.
///
/// The font file has one glyph, empty; all codes show it (ISO 32000-1, 9.7.4: CIDToGIDMap).
package final class GlyphlessFont {
    /// In thousandths of the size: what each character advances, and how far words reach over and under the baseline.
    static let advance = 500
    static let ascent = 800
    static let descent = 200

    private var codes: [Unicode.Scalar: Int] = [:]
    private var scalars: [Unicode.Scalar] = []
    /// Two bytes a code.
    private static let mostCodes = 65_000

    package init() {}

    /// The codes of a text's characters, as a hexadecimal string of PDF. Characters beyond 65,000 different ones are left out.
    func encoded(_ text: String) -> (hex: String, count: Int) {
        var (hex, count) = ("<", 0)
        for scalar in text.unicodeScalars {
            guard let code = code(of: scalar) else { continue }
            hex += Self.hex(code)
            count += 1
        }
        return (hex + ">", count)
    }

    private func code(of scalar: Unicode.Scalar) -> Int? {
        if let code = codes[scalar] { return code }
        guard scalars.count < Self.mostCodes else { return nil }
        scalars.append(scalar)
        codes[scalar] = scalars.count
        return scalars.count
    }

    /// The font's dictionary, once all texts are encoded.
    func object(in file: PDFFile) -> PDFFile.Object {
        let bytes = GlyphlessFontFile.bytes
        let program = file.stream(bytes, "<</Length1 \(bytes.count)>>")
        let descriptor = file.object(
            "<</Type/FontDescriptor/FontName/GlyphlessFont/Flags 4/FontBBox[0 -\(Self.descent) \(Self.advance) "
                + "\(Self.ascent)]/ItalicAngle 0/Ascent \(Self.ascent)/Descent -\(Self.descent)"
                + "/CapHeight \(Self.ascent)/StemV 80>>")
        file.set(descriptor, "/FontFile2", program)
        let glyphs = [UInt8](repeating: 0, count: 2) + (0..<scalars.count).flatMap { _ in [UInt8(0), 1] }
        let descendant = file.object(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/GlyphlessFont/DW \(Self.advance)"
                + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>")
        file.set(descendant, "/FontDescriptor", file.shared(descriptor))
        file.set(descendant, "/CIDToGIDMap", file.stream(glyphs))
        let font = file.object("<</Type/Font/Subtype/Type0/BaseFont/GlyphlessFont/Encoding/Identity-H>>")
        file.set(font, "/DescendantFonts", file.array([file.shared(descendant)]))
        file.set(font, "/ToUnicode", file.stream(toUnicode))
        return file.shared(font)
    }

    /// The CMap of codes to characters (Adobe Technical Note 5411), a hundred codes a block as it demands.
    private var toUnicode: [UInt8] {
        var text = """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """
        for start in stride(from: 0, to: scalars.count, by: 100) {
            let block = scalars[start..<min(start + 100, scalars.count)]
            text += "\(block.count) beginbfchar\n"
            for (index, scalar) in zip(block.indices, block) {
                let units = String(scalar).utf16.map { Self.hex(Int($0)) }.joined()
                text += "<\(Self.hex(index + 1))> <\(units)>\n"
            }
            text += "endbfchar\n"
        }
        return Array((text + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").utf8)
    }

    private static func hex(_ number: Int) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
