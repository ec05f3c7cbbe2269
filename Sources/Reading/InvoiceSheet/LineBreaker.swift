import Rendering

/// Breaks a text into lines of a column: between words, and within a word that is wider than the column.
struct LineBreaker {
    private let canvas: PDFCanvas
    private let style: PDFCanvas.Style
    private let width: Double

    init(_ canvas: PDFCanvas, _ style: PDFCanvas.Style, width: Double) {
        (self.canvas, self.style, self.width) = (canvas, style, width)
    }

    /// The text's own line breaks are kept, other control characters become blanks.
    func lines(_ text: String) -> [String] {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }.flatMap { broken(Self.printable($0)) }
    }

    private static func printable(_ text: Substring) -> Substring {
        var clean = Substring()
        clean.unicodeScalars.append(
            contentsOf: text.unicodeScalars.lazy.map { $0.properties.generalCategory == .control ? " " : $0 })
        return clean
    }

    private func broken(_ text: Substring) -> [String] {
        let whole = String(text)
        guard canvas.width(of: whole, style) > width else { return [whole] }
        let blank = canvas.width(of: " ", style)
        var lines: [String] = []
        var (line, used) = ("", 0.0)
        for word in text.split(separator: " ").flatMap(pieces) {
            let length = canvas.width(of: word, style)
            if !line.isEmpty, used + blank + length > width {
                lines.append(line)
                (line, used) = ("", 0)
            }
            used += length + (line.isEmpty ? 0 : blank)
            line += line.isEmpty ? word : " \(word)"
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// A word in parts that fit.
    private func pieces(of word: Substring) -> [String] {
        let whole = String(word)
        guard canvas.width(of: whole, style) > width else { return [whole] }
        var pieces: [String] = []
        var (piece, used) = ("", 0.0)
        for letter in word {
            let length = canvas.width(of: String(letter), style)
            if !piece.isEmpty, used + length > width {
                pieces.append(piece)
                (piece, used) = ("", 0)
            }
            piece.append(letter)
            used += length
        }
        return pieces + [piece]
    }
}
