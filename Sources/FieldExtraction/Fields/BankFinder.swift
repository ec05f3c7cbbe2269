import Invoices

/// Finds the accounts to pay to: IBANs, and the bank's code.
struct BankFinder {
    private let layout: Layout
    /// The first whose check digits fit; else the first behind the word IBAN, for the checks to tell that they do not.
    let iban: Candidate<String>?

    init(_ analysis: DocumentAnalysis) {
        layout = analysis.layout
        iban = Self.iban(in: layout)
    }

    private static func iban(in layout: Layout) -> Candidate<String>? {
        var wrong: Candidate<String>?
        for row in layout.rows {
            for start in row.tokens {
                guard let (number, end) = number(from: start, to: row.tokens.upperBound, in: layout) else { continue }
                if BankNumberCheck.isIBAN(number) { return Candidate(value: number, score: 4, tokens: start..<end) }
                if wrong == nil, isLabelled(start, from: row.tokens.lowerBound, in: layout) {
                    wrong = Candidate(value: number, score: 1, tokens: start..<end)
                }
            }
        }
        return wrong
    }

    /// Recognition misreads digits: on its pages wrong check digits say nothing of the document.
    private static func isLabelled(_ start: Int, from first: Int, in layout: Layout) -> Bool {
        guard !layout.sheets[layout.tokens[start].page].isRecognised else { return false }
        return layout.tokens[max(first, start - 2)...start].contains { $0.folded.contains("iban") }
    }

    func bic() -> Candidate<String>? {
        for (index, token) in layout.tokens.enumerated() {
            let word = token.text.trimmingPunctuation
            guard BankNumberCheck.isBIC(word), word == word.uppercased() else { continue }
            let before = layout.tokens[max(0, index - 3)..<index].map(\.folded)
            if before.contains(where: { $0.contains("bic") || $0.contains("swift") })
                || word.contains(where: \.isFastNumber) && iban != nil
            {
                return Candidate(value: word, score: 3, tokens: index..<index + 1)
            }
        }
        return nil
    }

    /// As many letters and digits as its country's IBANs have, and where they end; the check digits may be wrong.
    private static func number(from start: Int, to limit: Int, in layout: Layout) -> (String, Int)? {
        var first = layout.tokens[start].text
        if first.utf8.contains(UInt8(ascii: ":")), first.lowercased().hasPrefix("iban:") {
            first = String(first.dropFirst(5))
        }
        let head = BankNumberCheck.normalised(first)
        guard let length = BankNumberCheck.ibanLength(country: String(head.prefix(2))), head.count >= 2 else {
            return nil
        }
        var text = ""
        for end in start..<min(start + 10, limit) {
            text += BankNumberCheck.normalised(end == start ? first : layout.tokens[end].text)
            if text.count == length {
                return text.dropFirst(2).prefix(2).allSatisfy(\.isPlainDigit) ? (text, end + 1) : nil
            }
            if text.count > length { return nil }
        }
        return nil
    }
}
