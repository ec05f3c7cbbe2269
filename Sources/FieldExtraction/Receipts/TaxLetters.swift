import Foundation
import Invoices

/// What the letters behind a till's amounts mean, as its table of taxes says: `A 19 %`, `B=7,00%`, `incl. 19,00% MwSt (b)`.
struct TaxLetters {
    /// The printed rate by its letter, in upper case.
    private let rates: [String: TableRow.Cell]

    init(_ rows: [TableRow]) {
        rates = rows.reduce(into: [:]) { rates, row in
            guard let (letter, rate) = Self.entry(row) else { return }
            rates[letter] = rates[letter] ?? rate
        }
    }

    /// Nil for a letter that the table does not explain.
    func rate(of letter: String) -> TableRow.Cell? { rates[letter.uppercased()] }

    /// The one letter of a row with one rate.
    private static func entry(_ row: TableRow) -> (String, TableRow.Cell)? {
        let percentages = row.figures.filter { $0.figure?.isPercent == true }
        if percentages.count == 1, let figure = percentages[0].figure, TaxRates.areUsual(figure.value) {
            let letters = row.words.compactMap { letter(in: $0.text) }
            return letters.first.map { ($0, percentages[0]) }
        }
        return row.words.lazy.compactMap(glued).first
    }

    /// `A`, `(b)`, `C:`
    private static func letter(in word: String) -> String? {
        let core = word.trimmingPunctuation
        return core.count == 1 && core.allSatisfy(\.isFastLetter) ? core.uppercased() : nil
    }

    /// `A=19,00%`
    private static func glued(_ word: Token) -> (String, TableRow.Cell)? {
        let parts = word.text.split(separator: "=")
        guard parts.count == 2, let letter = letter(in: String(parts[0])),
            let (figure, _) = Figure.read([word.holding(String(parts[1]))], gap: Gap(word: 0, cell: 0, aspect: 1)),
            figure.isPercent, TaxRates.areUsual(figure.value)
        else { return nil }
        return (letter, TableRow.Cell(text: word.text, box: word.box, figure: figure, words: [word]))
    }
}
