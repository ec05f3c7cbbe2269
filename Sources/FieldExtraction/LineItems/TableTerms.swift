import Foundation
import Invoices
import Languages

/// The words of tables in all languages: headings by kind of column, what ends a table, what carries a sum over.
enum TableTerms {
    /// Whether the text begins with a word for a total or a tax.
    static func isEnd(_ text: String) -> Bool { begins(text, with: ends) }

    /// Whether the text begins with a word for a sum carried to the next page.
    static func isCarryOver(_ text: String) -> Bool { begins(text, with: carryOvers) }

    /// All languages' headings of that kind of column, folded.
    static func headings(_ kind: ColumnKind) -> [String] {
        Languages.all.flatMap(\.headings).filter { $0.name == kind.rawValue }.flatMap(\.texts).map(fold)
    }

    /// Lower case without accents; what is no letter, digit, # or % becomes one space.
    static func fold(_ text: String) -> String {
        if let folded = foldPlain(text) { return folded }
        var folded: [UInt8] = []
        for scalar in text.unicodeScalars {
            let known = Int(scalar.value) < latin.count
            for part in known ? latin[Int(scalar.value)] : parts(of: scalar) {
                if part != " " {
                    folded.append(part)
                } else if let last = folded.last, last != 0x20 {
                    folded.append(0x20)
                }
            }
        }
        if folded.last == 0x20 { folded.removeLast() }
        return String(decoding: folded, as: UTF8.self)
    }

    /// Up to the last of Europe's Latin letters: Unicode's tables are slow.
    private static let latin = (0..<0x250).map { Unicode.Scalar($0).map(parts) ?? [] }

    /// What the scalar becomes: a space stands for all that parts words.
    private static func parts(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        TextFolding.fold(String(scalar)).decomposedStringWithCanonicalMapping.unicodeScalars.compactMap { scalar in
            let properties = scalar.properties
            if properties.isDiacritic || properties.canonicalCombiningClass != .notReordered { return nil }
            let isKept = properties.isAlphabetic || properties.numericType != nil || scalar == "#" || scalar == "%"
            return isKept ? scalar : " "
        }
    }

    /// The same of a text of ASCII, as nearly all are, without asking what Unicode knows of each letter; nil for others.
    private static func foldPlain(_ text: String) -> String? {
        var folded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A: folded.append(byte | 0x20)
            case 0x61...0x7A, 0x30...0x39, UInt8(ascii: "#"), UInt8(ascii: "%"): folded.append(byte)
            // Unicode calls these two diacritics.
            case UInt8(ascii: "^"), UInt8(ascii: "`"): break
            case 0x80...: return nil
            default: if !folded.isEmpty, folded.last != 0x20 { folded.append(0x20) }
            }
        }
        if folded.last == 0x20 { folded.removeLast() }
        return String(decoding: folded, as: UTF8.self)
    }

    private static let ends = Set(Languages.all.flatMap { $0.words(.tableEnd) }.map(fold))
    private static let carryOvers = Set(
        Languages.all.flatMap(\.labels).filter { $0.name == LabelKind.carried.rawValue }.flatMap(\.texts).map(fold))

    private static func begins(_ text: String, with terms: Set<String>) -> Bool {
        let words = fold(text).spacedWords
        return (1...4).contains { words.count >= $0 && terms.contains(words.prefix($0).joined(separator: " ")) }
    }
}
