import Invoices
import Languages

/// What a page that is made of an e-invoice says by itself, in one language: headings, and how numbers and dates look.
struct SheetWords {
    private static let english = Languages.all.first { $0.code == "en" }?.pageHeadings ?? [:]

    private let headings: [String: String]

    /// - Parameter language: ISO 639-1; English if there are no headings in it.
    init(language: String?) {
        headings = Languages.all.first { $0.code == language }?.pageHeadings ?? Self.english
    }

    /// In the language of the invoice's texts, else in that of the supplier's country, else in English.
    init(for invoice: ElectronicInvoice) {
        let texts = invoice.fields.lazy.compactMap(\.value.text).filter { $0.contains(" ") }.prefix(200)
        let guess = LanguageGuess.language(of: texts)
        let country = invoice.fields.first { $0.name == "invoice.supplier.addressParts.country" }?.value.text
        self.init(
            language: Languages.all.first { $0.tesseract == guess }?.code ?? Self.language(ofCountry: country))
    }

    private static func language(ofCountry country: String?) -> String? {
        guard let country, country.count == 2 else { return nil }
        return Languages.all.first {
            $0.pageHeadings["countries"]?.split(separator: " ").contains(Substring(country)) ?? false
        }?.code
    }

    /// A heading by its key, in English where the language lacks it.
    func heading(_ key: String) -> String { headings[key] ?? Self.english[key] ?? key }

    /// A field's heading: by the last part of its name, else that part itself, as English words.
    func heading(ofField name: String) -> String {
        let part = name.split(separator: ".").last.map(String.init) ?? name
        let last = Self.otherNames[part] ?? part
        return headings[last] ?? Self.english[last] ?? Self.words(last)
    }

    /// Parts of names that share the heading of another.
    private static let otherNames = [
        "taxCategory": "category", "meansCode": "means", "unitCode": "unit", "electronicAddress": "email",
        "start": "period", "end": "period", "note": "notes",
    ]

    /// `exemptionReason` is “Exemption reason”.
    static func words(_ name: String) -> String {
        let spaced = name.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) }
        return spaced.prefix(1).uppercased() + spaced.dropFirst()
    }

    // MARK: Values

    /// Columns of numbers that are no sums of money.
    private static let plainNumbers = ["quantity", "rate", "taxRate", "percent", "baseQuantity", "days"]

    /// A field's value as people write it in the language.
    func text(of field: Field) -> String {
        switch field.value {
        case .text(let text): text
        case .flag(let flag): flag ? "yes" : "no"
        case .date(let date): self.text(of: date)
        case .amount(let amount):
            number(amount, decimals: Self.plainNumbers.contains { field.name.hasSuffix(".\($0)") } ? 0 : 2)
        }
    }

    private func text(of date: CalendarDate) -> String {
        let parts = date.text.split(separator: "-").map(String.init)
        guard parts.count == 3 else { return date.text }
        return heading("dateFormat").replacing("yyyy", with: parts[0]).replacing("MM", with: parts[1])
            .replacing("dd", with: parts[2])
    }

    /// With at least that many decimals.
    private func number(_ amount: Amount, decimals: Int) -> String {
        let parts = amount.magnitude.literal.split(separator: ".").map(String.init)
        let whole = parts.first ?? "0"
        var fraction = parts.count > 1 ? parts[1] : ""
        fraction += String(repeating: "0", count: max(0, decimals - fraction.count))
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped += heading("groupMark") }
            grouped.append(digit)
        }
        let sign = amount < Amount(cents: 0) ? "-" : ""
        return sign + grouped + (fraction.isEmpty ? "" : heading("decimalMark") + fraction)
    }
}
