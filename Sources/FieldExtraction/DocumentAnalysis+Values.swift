import Invoices

/// What the finders of values ask of words.
extension DocumentAnalysis {
    /// A word of a slot, the first without the label that is glued to it.
    func text(of token: Int, in slot: ValueSlot) -> String {
        token == slot.tokens.lowerBound ? slot.head : layout.tokens[token].text
    }

    // MARK: Dates

    /// Whether one of these words is a date or part of one.
    func hasDate(in tokens: Range<Int>) -> Bool { tokens.contains { dateByToken[$0] != nil } }

    /// Those of which a word is among these, in their order.
    func dates(in tokens: Range<Int>) -> ArraySlice<PrintedDate> {
        let found = tokens.lazy.compactMap { dateByToken[$0] }
        guard let first = found.first, let last = found.last else { return [] }
        return dates[first...last]
    }

    /// The first date in a slot, nil where more than so many words stand before it.
    func date(in slot: ValueSlot, within words: Int) -> (printed: PrintedDate, value: CalendarDate)? {
        guard let printed = dates(in: slot.tokens).first,
            printed.tokens.lowerBound - slot.tokens.lowerBound <= words, let value = date(printed)
        else { return nil }
        return (printed, value)
    }

    // MARK: Amounts

    /// Whether one of these words, which are of one row, is part of a sum of money or a percentage.
    func hasMoney(in tokens: Range<Int>) -> Bool {
        amounts(inRow: layout.row(of: tokens)).contains {
            $0.tokens.overlaps(tokens) && ($0.looksLikeMoney || $0.isPercent)
        }
    }
}
