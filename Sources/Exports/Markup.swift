import Invoices

/// The common parts of hOCR and ALTO: blocks of lines, integer units, escaped text.
enum Markup {
    struct Block {
        let lines: [TextLine]

        var box: Box? {
            let boxes = lines.flatMap(\.words).map(\.box)
            guard let first = boxes.first else { return nil }
            return boxes.dropFirst().reduce(first) { $0.union($1) }
        }
    }

    /// Consecutive lines with the same block number.
    static func blocks(of page: Page) -> [Block] {
        var blocks: [[TextLine]] = []
        for line in page.lines where !line.words.isEmpty {
            if let last = blocks.last?.last, last.block == line.block {
                blocks[blocks.count - 1].append(line)
            } else {
                blocks.append([line])
            }
        }
        return blocks.map(Block.init)
    }

    /// Pixels an inch of the picture that is made of each page, which boxes are drawn on.
    private static let pictureResolution = 150.0

    /// The page's size in pixels: of its own image, or of its picture if it has none.
    static func size(of page: Page) -> (width: Int, height: Int) {
        if page.image.width > 0, page.image.height > 0 { return (page.image.width, page.image.height) }
        let scale = pictureResolution / 72
        return (Int(saturating: page.width * scale), Int(saturating: page.height * scale))
    }

    /// Escapes text and attributes, and removes characters that XML 1.0 does not allow.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped += " "
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{FFFE}", "\u{FFFF}": break
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
