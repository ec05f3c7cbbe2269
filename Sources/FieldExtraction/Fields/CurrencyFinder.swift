import Invoices

/// Finds the currency: the one that most amounts carry, or that a heading names.
struct CurrencyFinder {
    private let analysis: DocumentAnalysis

    init(_ analysis: DocumentAnalysis) { self.analysis = analysis }

    func currency() -> Candidate<String>? {
        var votes: [String: (weight: Double, tokens: Range<Int>)] = [:]
        func vote(_ code: String, _ weight: Double, _ tokens: Range<Int>) {
            let before = votes[code] ?? (0, tokens)
            votes[code] = (before.weight + weight, before.tokens)
        }
        for amount in analysis.amounts where !amount.isPercent && analysis.isMoney(amount) {
            if let code = amount.currency, code != "HUF" || isHungarian { vote(code, 1, amount.tokens) }
        }
        for (index, token) in analysis.layout.tokens.enumerated() {
            let word = token.text.trimmingPunctuation
            let folded = word.utf8.count == token.text.utf8.count ? token.folded : TextFolding.fold(word)
            guard let code = Vocabulary.shared.currencies[folded] else {
                // A lone sign in a heading: `Amount (€)`.
                if !token.text.isPlain,
                    let sign = token.text.unicodeScalars.first(where: { "€£₹".unicodeScalars.contains($0) }),
                    let code = Vocabulary.shared.currencies[String(Character(sign))]
                {
                    vote(code, 0.5, index..<index + 1)
                }
                continue
            }
            // Codes in capitals are meant; `ft`, `rs` and `rm` may be anything.
            if word.count == 3, word == word.uppercased(), code == word { vote(code, 1.5, index..<index + 1) }
            if word.count > 3 { vote(code, 0.7, index..<index + 1) }
        }
        guard let best = votes.max(by: { ($0.value.weight, $1.key) < ($1.value.weight, $0.key) }) else { return nil }
        let total = votes.values.reduce(0) { $0 + $1.weight }
        return Candidate(value: refined(best.key), score: 2 + 2 * best.value.weight / total, tokens: best.value.tokens)
    }

    /// `6 ft` is a length elsewhere.
    private var isHungarian: Bool {
        analysis.languages.first == "hu"
            || analysis.layout.tokens.contains {
                ["huf", "hungary", "magyarorszag", "adoszam", "budapest"].contains($0.folded)
            }
    }

    /// `$` is not only the United States', nor `kr` only Sweden's.
    private func refined(_ code: String) -> String {
        guard code == "USD" || code == "GBP" || code == "SEK" else { return code }
        let words = Set(analysis.layout.tokens.flatMap { Atoms.split($0.folded).map(\.text) })
        switch code {
        case "USD" where !words.contains("usd"):
            return DollarCountry(analysis.layout, words: words).code ?? code
        case "GBP" where analysis.layout.sheets.contains(where: \.isRecognised):
            // Outside English a recognised £ is a misread €.
            return analysis.languages.first == "en" || words.contains("gbp") ? code : "EUR"
        case "SEK":
            if words.contains("danmark") || words.contains("cvr") { return "DKK" }
            if words.contains("norge") || words.contains("mva") { return "NOK" }
            return Vocabulary.shared.language(analysis.languages.first)?.crown ?? code
        default: return code
        }
    }
}
