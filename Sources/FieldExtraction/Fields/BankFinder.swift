import Invoices

/// Finds the accounts to pay to: IBANs whose check digits fit, and the bank's code.
struct BankFinder {
    private let layout: Layout
    private let analysis: DocumentAnalysis

    init(_ analysis: DocumentAnalysis) {
        self.analysis = analysis
        layout = analysis.layout
    }

    func iban() -> Candidate<String>? {
        for row in layout.rows {
            for start in row.tokens {
                if let (number, end) = iban(from: start, to: row.tokens.upperBound) {
                    return Candidate(value: number, score: 4, tokens: start..<end)
                }
            }
        }
        return nil
    }

    func bic() -> Candidate<String>? {
        for (index, token) in layout.tokens.enumerated() {
            let word = token.text.trimmingPunctuation
            guard BankNumberCheck.isBIC(word), word == word.uppercased() else { continue }
            let before = layout.tokens[max(0, index - 3)..<index].map(\.folded)
            if before.contains(where: { $0.contains("bic") || $0.contains("swift") })
                || word.contains(where: \.isFastNumber) && iban() != nil
            {
                return Candidate(value: word, score: 3, tokens: index..<index + 1)
            }
        }
        return nil
    }

    private func iban(from start: Int, to limit: Int) -> (String, Int)? {
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
            if text.count == length { return BankNumberCheck.isIBAN(text) ? (text, end + 1) : nil }
            if text.count > length { return nil }
        }
        return nil
    }
}
