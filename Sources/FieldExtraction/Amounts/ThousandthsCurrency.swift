import Invoices

/// The currencies whose unit has a thousand parts (ISO 4217, three decimals): `85.500` is less than a hundred there.
enum ThousandthsCurrency {
    /// Whether one of their codes stands among the words, in capitals.
    static func isNamed(among tokens: [Token]) -> Bool {
        tokens.contains { token in
            token.text.utf8.count <= longest && codes.contains(token.text.trimmingPunctuation)
        }
    }

    private static let codes: Set<String> = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]
    /// In bytes, with brackets and a colon.
    private static let longest = 6
}
