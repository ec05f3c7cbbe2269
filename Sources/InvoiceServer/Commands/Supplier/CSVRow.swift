/// A row of a CSV file (RFC 4180).
struct CSVRow: Equatable {
    /// The file's line on which it begins, from 1.
    let line: Int
    /// Without blanks around them.
    let cells: [String]

    /// All rows but empty ones. The separator is the sign that the first line has most of: comma, semicolon or tab. Throws
    /// `CommandError` for a quotation mark that is not closed.
    static func read(_ text: String) throws -> [CSVRow] {
        var parser = Parser(separator: separator(of: text))
        // A line break of Windows is one character.
        for character in text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...] { parser.take(character) }
        return try parser.finish()
    }

    private static func separator(of text: String) -> Character {
        let first = text.prefix { !$0.isNewline }
        let separators: [Character] = [",", ";", "\t"]
        let counts = separators.map { separator in first.count { $0 == separator } }
        return counts.max().flatMap(counts.firstIndex).map { separators[$0] } ?? ","
    }

    private struct Parser {
        let separator: Character
        private var rows: [CSVRow] = []
        private var cells: [String] = []
        private var cell = ""
        private var isQuoted = false
        /// The last sign was a quotation mark within quotation marks: it ends them, or a second one follows.
        private var mayEnd = false
        private var line = 1
        private var begin = 1

        init(separator: Character) { self.separator = separator }

        mutating func take(_ character: Character) {
            if character.isNewline { line += 1 }
            if isQuoted, !mayEnd {
                if character == "\"" { mayEnd = true } else { cell.append(character) }
                return
            }
            if mayEnd {
                mayEnd = false
                if character == "\"" { return cell.append(character) }
                isQuoted = false
            }
            switch character {
            case separator: endCell()
            case "\"" where cell.allSatisfy(\.isWhitespace): (cell, isQuoted) = ("", true)
            case _ where character.isNewline: endRow()
            default: cell.append(character)
            }
        }

        mutating func finish() throws -> [CSVRow] {
            guard !isQuoted || mayEnd else {
                throw CommandError("The quotation mark in the row of line \(begin) is not closed.")
            }
            endRow()
            return rows
        }

        private mutating func endCell() {
            let trimmed = cell.drop(while: \.isWhitespace)
            cells.append(String(trimmed.reversed().drop(while: \.isWhitespace).reversed()))
            cell = ""
        }

        private mutating func endRow() {
            endCell()
            if cells.contains(where: { !$0.isEmpty }) { rows.append(CSVRow(line: begin, cells: cells)) }
            cells = []
            begin = line
        }
    }
}
