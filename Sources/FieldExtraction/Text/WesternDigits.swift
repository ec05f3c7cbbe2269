import Invoices

/// Writes the decimal digits of every script, and the marks of Arabic numbers, as ASCII has them: `٢٧٫٥٠` is `27.50`.
enum WesternDigits {
    static func of(_ text: String) -> String {
        // Nearly all text is ASCII.
        guard !text.isPlain, text.unicodeScalars.contains(where: { western($0) != nil }) else { return text }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.map { western($0) ?? $0 })
        return String(scalars)
    }

    /// Nil for what is no digit and no mark.
    private static func western(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard !scalar.isASCII else { return nil }
        if let mark = marks[scalar] { return mark }
        // Raised and circled digits are numeric, too, but no decimal digits.
        guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue else { return nil }
        return Unicode.Scalar(UInt8(ascii: "0") + UInt8(value))
    }

    /// The decimal mark and the mark between thousands of Arabic numbers.
    private static let marks: [Unicode.Scalar: Unicode.Scalar] = ["\u{66B}": ".", "\u{66C}": ","]
}
