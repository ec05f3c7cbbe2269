import Invoices

/// Values that stand at the labels of amounts and dates, and that no amount or date can be: who reads the result learns
/// that the page does say something.
struct OutOfRangeValues {
    private let analysis: DocumentAnalysis

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    var findings: [Finding] {
        let amounts: [(LabelKind, String)] = [
            (.total, "invoice.amounts.total"), (.subtotal, "invoice.amounts.subtotal"), (.tax, "invoice.amounts.tax"),
            (.amountDue, "invoice.amounts.amountDue"),
        ]
        let dates: [(LabelKind, String)] = [(.date, "invoice.date"), (.dueDate, "invoice.dueDate")]
        return amounts.compactMap { finding(at: $0, name: $1, Self.isEndlessAmount) }
            + dates.compactMap { finding(at: $0, name: $1, Self.isImpossibleDate) }
    }

    private func finding(at labelKind: LabelKind, name: String, _ isBeyond: (String) -> Bool) -> Finding? {
        for label in analysis.labels(labelKind) {
            for slot in analysis.slots(for: label) {
                if let token = analysis.layout.tokens[slot.tokens].first(where: { isBeyond($0.text) }) {
                    return ResultBounds.outOfRange(name, token.text)
                }
            }
        }
        return nil
    }

    /// `12345678901234567890.00`: two decimals behind more digits than are read. Codes and accounts have no decimals.
    static func isEndlessAmount(_ text: String) -> Bool {
        let core = text.drop { !$0.isPlainDigit }
        guard core.allSatisfy({ $0.isPlainDigit || ".,'€$£".contains($0) }),
            let mark = core.lastIndex(where: { $0 == "." || $0 == "," })
        else { return false }
        let decimals = core[core.index(after: mark)...].prefix(while: \.isPlainDigit)
        return decimals.count == 2 && core.count(where: \.isPlainDigit) > DigitGroups.mostDigits
    }

    /// `3.4.2500`, `1726-04-03`: day, month and a year of four digits that no invoice has.
    static func isImpossibleDate(_ text: String) -> Bool {
        let parts = text.trimmingPunctuation.split(omittingEmptySubsequences: false) { "./-".contains($0) }
        guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isPlainDigit) }) else { return false }
        let years = [parts[0], parts[2]].filter { $0.count == 4 }.compactMap { Int($0) }
        guard years.count == 1, parts.count(where: { $0.count <= 2 }) == 2 else { return false }
        return !CalendarDate.years.contains(years[0])
    }
}
