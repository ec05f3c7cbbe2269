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
        guard Self.shared.contains(code) else { return code }
        let words = Set(analysis.layout.tokens.flatMap { Atoms.split($0.folded).map(\.text) })
        if code == "USD" {
            return words.contains("usd") ? code : DollarCountry(analysis.layout, words: words).code ?? code
        }
        if code == "GBP" {
            // Outside English a recognised £ is a misread €.
            let isPound = analysis.languages.first == "en" || words.contains("gbp")
            return isPound || !analysis.layout.sheets.contains(where: \.isRecognised) ? code : "EUR"
        }
        let named = Self.countries.first { $0.sign == code && !words.isDisjoint(with: $0.words) }?.code
        let crown = code == "SEK" ? Vocabulary.shared.language(analysis.languages.first)?.crown : nil
        return named ?? crown ?? code
    }

    /// Currencies whose sign others have, too.
    private static let shared: Set<String> = ["USD", "GBP", "SEK", "INR", "JPY"]

    /// Which country's money a shared sign means, by what only that country's invoices have: codes, taxes, registers.
    private static let countries: [(sign: String, code: String, words: Set<String>)] = [
        ("SEK", "DKK", ["danmark", "cvr", "dkk"]),
        ("SEK", "NOK", ["norge", "mva", "nok", "foretaksregisteret"]),
        ("SEK", "ISK", ["isk", "kennitala", "vsk", "island"]),
        ("INR", "PKR", ["pkr", "pakistan", "ntn", "strn", "lahore", "karachi", "islamabad"]),
        ("INR", "LKR", ["lkr", "lanka", "colombo"]),
        ("INR", "NPR", ["npr", "nepal", "kathmandu"]),
        ("INR", "MUR", ["mur", "mauritius"]),
        ("JPY", "CNY", ["cny", "rmb", "人民币", "元", "shanghai", "beijing", "shenzhen", "guangzhou"]),
    ]
}
