/// The fonts of drawn pages: one family, and others for the characters it lacks. Not thread-safe.
///
/// Pango would choose them, too, but matches fonts in threads of its own, and a confined process may not start threads.
final class FontSet {
    /// Debian's fonts-liberation; fontconfig takes another where it is missing.
    private static let family = "Liberation Sans"
    /// How many fonts are looked for because of characters that no earlier one has: a document chooses the characters.
    private static let mostOthers = 8

    /// The printable characters of ASCII.
    private static let ascii: ClosedRange<UInt8> = 0x20...0x7E

    private let plain: FontFace
    private let bold: FontFace
    private var others: [FontFace] = []
    private var faces: [Unicode.Scalar: FontFace] = [:]

    /// Throws if the machine has no font.
    init() throws(RenderingError) {
        guard let plain = FontFace(family: Self.family, isBold: false),
            let bold = FontFace(family: Self.family, isBold: true)
        else { throw .failed("the machine has no fonts") }
        (self.plain, self.bold) = (plain, bold)
    }

    /// The text parted where the font changes.
    func runs(_ text: String, isBold: Bool) -> [(text: String, face: FontFace)] {
        let own = isBold ? bold : plain
        // Nearly all texts, and every font of letters has these.
        if text.utf8.allSatisfy(Self.ascii.contains) { return [(text, own)] }
        var runs: [(text: String, face: FontFace)] = []
        for scalar in text.unicodeScalars {
            let face = own.has(scalar) || scalar.properties.isWhitespace ? own : other(for: scalar, instead: own)
            if let last = runs.last, last.face === face {
                runs[runs.count - 1].text.unicodeScalars.append(scalar)
            } else {
                runs.append((String(scalar), face))
            }
        }
        return runs
    }

    private func other(for scalar: Unicode.Scalar, instead own: FontFace) -> FontFace {
        if let known = faces[scalar] ?? others.first(where: { $0.has(scalar) }) { return known }
        guard others.count < Self.mostOthers, faces.count < 1000,
            let found = FontFace(family: Self.family, isBold: false, having: scalar)
        else { return own }
        guard found.has(scalar) else {
            faces[scalar] = own
            return own
        }
        others.append(found)
        return found
    }
}
