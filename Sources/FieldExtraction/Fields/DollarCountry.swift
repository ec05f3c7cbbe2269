/// Which country's dollar or peso `$` means on a page, by what only that country's invoices have: codes, authorities,
/// company forms, postcodes. Without any of them it is the United States'.
struct DollarCountry {
    private static let words: [(code: String, words: Set<String>)] = [
        ("CAD", ["hst", "cad", "qst", "tvq"]),
        ("AUD", ["abn", "aud", "australia", "pty"]),
        ("NZD", ["nzd", "nzbn", "zealand", "aotearoa"]),
        ("SGD", ["singapore", "sgd", "pte"]),
        ("HKD", ["hkd"]),
        ("MXN", ["mxn", "cfdi"]),
    ]
    private static let australianStates: Set<String> = ["nsw", "vic", "qld", "tas", "act"]

    /// ISO 4217; nil if nothing on the page says that it is another dollar than the United States'.
    let code: String?

    /// `words` are the page's, folded.
    init(_ tokens: [Token], words: Set<String>) {
        let named = Self.words.first { !words.isDisjoint(with: $0.words) }?.code
        // A firm of the United States may sell to one of another country.
        let placed = Self.hasZIPCode(tokens) ? nil : Self.codeOfPostcode(in: tokens)
        code = named ?? placed ?? (Self.isMexicanCompany(tokens) ? "MXN" : nil)
    }

    /// A state of the United States and its ZIP code: `CA 94107`.
    private static func hasZIPCode(_ tokens: [Token]) -> Bool {
        zip(tokens, tokens.dropFirst()).contains { first, second in
            first.text.trimmingPunctuation.wholeMatch(of: #/[A-Z]{2}/#) != nil
                && second.text.trimmingPunctuation.wholeMatch(of: #/[0-9]{5}(-[0-9]{4})?/#) != nil
        }
    }

    private static func codeOfPostcode(in tokens: [Token]) -> String? {
        for (first, second) in zip(tokens, tokens.dropFirst()) {
            let (one, two) = (first.text.trimmingPunctuation, second.text.trimmingPunctuation)
            if one.wholeMatch(of: #/[A-CEGHJ-NPR-TVXY][0-9][A-Z]/#) != nil,
                two.wholeMatch(of: #/[0-9][A-Z][0-9]/#) != nil
            {
                return "CAD"
            }
            if australianStates.contains(first.folded), two.wholeMatch(of: #/[0-9]{4}/#) != nil { return "AUD" }
        }
        return nil
    }

    /// `S.A. de C.V.` and `S. de R.L. de C.V.` are company forms of Mexico alone.
    private static func isMexicanCompany(_ tokens: [Token]) -> Bool {
        zip(tokens, tokens.dropFirst()).contains { first, second in
            first.folded == "de" && second.folded.filter(\.isLetter) == "cv"
        }
    }
}
