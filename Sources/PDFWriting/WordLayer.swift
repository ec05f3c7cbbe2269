/// The words of a page as text that is not seen (render mode 3), each in the place where it is printed.
package struct WordLayer: Sendable {
    /// A word and its box in fractions of the upright page, from the top left.
    package struct Word: Sendable {
        let text: String
        let x: Double
        let y: Double
        let width: Double
        let height: Double

        package init(text: String, x: Double, y: Double, width: Double, height: Double) {
            (self.text, self.x, self.y, self.width, self.height) = (text, x, y, width, height)
        }
    }

    /// The page as it was read, in points.
    package let width: Double
    package let height: Double
    package let turn: PageTurn
    private let words: [Word]

    package init(width: Double, height: Double, turn: PageTurn, words: [Word]) {
        (self.width, self.height, self.turn, self.words) = (width, height, turn, words)
    }

    /// The name of the font in the page's resources.
    static let fontName = "/OcrInvoiceWords"

    /// The operators that write the words on a stored page whose corner is (`left`, `bottom`) and whose sides are `scale`
    /// times as long as they were read.
    func content(
        _ font: GlyphlessFont, left: Double = 0, bottom: Double = 0, scale: (x: Double, y: Double) = (1, 1)
    ) -> [UInt8] {
        var text = "q BT 3 Tr\n"
        let direction = turn.direction
        for word in words where word.width > 0 && word.height > 0 {
            // The blank parts it from the next word, however near that is.
            let (hex, count) = font.encoded(word.text + " ")
            guard count > 1 else { continue }
            let size = word.height * height
            let reach = Double(count - 1) * size * Double(GlyphlessFont.advance) / 1000
            let descent = size * Double(GlyphlessFont.descent) / 1000
            let place = turn.stored(x: word.x * width, y: (1 - word.y - word.height) * height + descent)
            let matrix = [
                direction.cosine * scale.x, direction.sine * scale.y, -direction.sine * scale.x,
                direction.cosine * scale.y, left + place.x * scale.x, bottom + place.y * scale.y,
            ]
            text += "\(Self.fontName) \(Self.number(size)) Tf \(Self.number(word.width * width / reach * 100)) Tz "
            text += matrix.map(Self.number).joined(separator: " ") + " Tm \(hex) Tj\n"
        }
        return Array((text + "ET Q\n").utf8)
    }

    /// Five decimals: PDF knows no exponents.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "0" }
        let scaled = (value * 1e5).rounded()
        let (whole, part) = Int(scaled.magnitude).quotientAndRemainder(dividingBy: 100_000)
        let digits = String(part)
        let fraction = String(repeating: "0", count: 5 - digits.count) + digits
        return (scaled < 0 ? "-" : "") + "\(whole).\(fraction)"
    }
}
