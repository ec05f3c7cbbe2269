import Foundation

/// Texts of a given width, in characters.
enum ReportText {
    enum Side { case left, right }

    /// A longer text stays as it is. A number's confidence, which follows it in brackets, hangs over on the right.
    static func padded(_ text: String, _ width: Int, _ side: Side = .left) -> String {
        let count = side == .right ? whole(text).count : text.count
        let blanks = String(repeating: " ", count: max(0, width - count))
        return side == .left ? text + blanks : blanks + text
    }

    /// The text before its confidence.
    static func whole(_ text: String) -> String {
        text.range(of: " (").map { String(text[..<$0.lowerBound]) } ?? text
    }

    /// Without control characters but line breaks: a document's text must not steer the terminal.
    static func printable(_ text: String) -> String { text.filter { $0 == "\n" || !isControl($0) } }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }

    /// Without blanks at the end.
    static func trimmed(_ text: String) -> String {
        String(text.reversed().drop { $0 == " " }.reversed())
    }

    /// Lines of at most `width` characters, broken at blanks where there are any.
    static func wrapped(_ text: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
            while line.count > width {
                lines.append(String(line.prefix(width)))
                line = String(line.dropFirst(width))
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }
}
