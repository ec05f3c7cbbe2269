import Invoices

/// What hOCR and ALTO have in common: blocks of lines, whole units, escaped text.
enum Markup {
    struct Block {
        let lines: [TextLine]

        var box: Box? {
            let boxes = lines.flatMap(\.words).map(\.box)
            guard let first = boxes.first else { return nil }
            return boxes.dropFirst().reduce(first) { $0.union($1) }
        }
    }

    /// Lines that follow each other and share a block number.
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

    /// The page's size in pixels; in points where it has none.
    static func size(of page: Page) -> (width: Int, height: Int) {
        if page.image.width > 0, page.image.height > 0 { return (page.image.width, page.image.height) }
        return (Int(saturating: page.width), Int(saturating: page.height))
    }

    /// For text and attributes; what XML 1.0 cannot say is left out.
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
