/// Which country's dollar or peso `$` means on a page, by what only that country's invoices have: codes, authorities,
/// company forms, postcodes. Without any of them it is the United States'.
struct DollarCountry {
    private static let words: [(code: String, words: Set<String>)] = [
        ("CAD", ["hst", "cad", "qst", "tvq"]),
        ("AUD", ["abn", "aud", "australia", "pty"]),
        ("NZD", ["nzd", "nzbn", "zealand", "aotearoa"]),
        ("SGD", ["singapore", "sgd", "pte"]),
        ("HKD", ["hkd", "kowloon"]),
        ("TWD", ["twd", "ntd", "taipei"]),
        ("MXN", ["mxn", "cfdi", "rfc"]),
        ("COP", ["cop", "dian", "nit"]),
        ("ARS", ["ars", "cuit", "afip"]),
        ("CLP", ["clp", "sii"]),
        ("UYU", ["uyu", "dgi"]),
    ]

    /// ISO 4217; nil if nothing on the page says that it is another dollar than the United States'.
    let code: String?

    /// `words` are the page's, folded.
    init(_ layout: Layout, words: Set<String>) {
        let named = Self.words.first { !words.isDisjoint(with: $0.words) }?.code
        let rows = layout.rows.map { layout.tokens[$0.tokens] }
        code = named ?? Self.placed(rows) ?? (rows.contains(where: Self.namesMexicanCompany) ? "MXN" : nil)
    }

    /// By the postcodes; a firm of the United States may sell to one of another country.
    private static func placed(_ rows: [ArraySlice<Token>]) -> String? {
        let rows = rows.map { row in row.map { $0.text.trimmingPunctuation }.filter { !$0.isEmpty } }
        if rows.contains(where: PostalLine.isAmerican) { return nil }
        if rows.contains(where: PostalLine.isCanadian) { return "CAD" }
        return rows.contains(where: PostalLine.isAustralian) ? "AUD" : nil
    }

    /// `S.A. de C.V.` and `S. de R.L. de C.V.` are company forms of Mexico alone.
    private static func namesMexicanCompany(_ row: ArraySlice<Token>) -> Bool {
        zip(row, row.dropFirst()).contains { first, second in
            first.folded == "de" && second.folded.filter(\.isLetter) == "cv"
        }
    }
}
