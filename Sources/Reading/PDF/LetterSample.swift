import Invoices
import Recognition

/// A few words of a text layer, recognised where they are drawn, to see whether its letters are those that are drawn.
///
/// Letters and digits are compared apart: a font may have the wrong digits alone.
struct LetterSample {
    /// Words of each sort.
    private static let size = 8
    /// With fewer that could be recognised, the layer is believed.
    private static let least = 3
    private static let lengths = 3...14
    /// A recognised word with less confidence says nothing.
    private static let likely = 0.6

    private let letters: [Word]
    private let digits: [Word]

    /// Words of ASCII alone, which are recognised well whatever the page's language.
    init(_ words: [Word]) {
        let plain = words.filter { word in
            Self.lengths.contains(word.text.utf8.count) && word.text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        }
        letters = Self.spread(plain.filter { $0.text.allSatisfy { $0.isLetter || $0.isPunctuation } })
        digits = Self.spread(plain.filter { $0.text.count(where: \.isNumber) * 2 > $0.text.count })
    }

    private static func spread(_ words: [Word]) -> [Word] {
        let step = max(1, words.count / size)
        return Array(stride(from: 0, to: words.count, by: step).map { words[$0] }.prefix(size))
    }

    /// True if most of the letters or most of the digits say something else than is drawn.
    func differs(from ink: DrawnInk, readBy recogniser: Recogniser) throws -> Bool {
        try [letters, digits].contains { try differs($0, from: ink, readBy: recogniser) }
    }

    private func differs(_ words: [Word], from ink: DrawnInk, readBy recogniser: Recogniser) throws -> Bool {
        let judged = try words.compactMap { word -> Bool? in
            let read = try ink.read(ink.place(of: word.box), with: recogniser)
            guard let least = read.map(\.confidence).min(), least >= Self.likely else { return nil }
            return Self.areAlike(word.text, read.map(\.text).joined())
        }
        return judged.count >= Self.least && judged.count { !$0 } * 2 > judged.count
    }

    /// Recognition may read one letter of three wrong.
    private static func areAlike(_ text: String, _ read: String) -> Bool {
        let (text, read) = (folded(text), folded(read))
        return EditDistance.between(text, read.prefix(2 * lengths.upperBound)) * 3 <= max(text.count, 1)
    }

    private static func folded(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
}
