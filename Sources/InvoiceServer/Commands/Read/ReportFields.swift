import Invoices

/// A result's values as people write them.
struct ReportFields {
    /// Below this confidence a value is marked.
    private static let sureConfidence = 0.8

    let extraction: Extraction
    private let fields: [String: Field]

    init(_ extraction: Extraction) {
        self.extraction = extraction
        fields = Dictionary(extraction.fields.map { ($0.name, $0) }) { first, _ in first }
    }

    func has(_ name: String) -> Bool { fields[name] != nil }

    /// The value's lines; a doubtful one has its confidence after it. Empty if nothing was found.
    func lines(_ name: String) -> [String] {
        guard let field = fields[name] else { return [] }
        let lines = Self.text(field).split(separator: "\n").map(String.init)
        guard let last = lines.last, let mark = mark(field) else { return lines }
        return lines.dropLast() + [last + mark]
    }

    func text(_ name: String) -> String? {
        has(name) ? lines(name).joined(separator: ", ") : nil
    }

    /// A cell's value, without its confidence.
    func cell(_ name: String) -> String? {
        fields[name].map { Self.text($0).replacing("\n", with: " ") }
    }

    private func mark(_ field: Field) -> String? {
        guard field.confidence < Self.sureConfidence else { return nil }
        return " (\(Int((field.confidence * 100).rounded())) %)"
    }

    private static func text(_ field: Field) -> String {
        switch field.value {
        case .text(let text): ReportText.printable(text)
        case .amount(let amount): isMoney(field.name) ? money(amount.literal) : amount.literal
        case .date(let date): date.text
        case .flag(let flag): flag ? "yes" : "no"
        }
    }

    private static func isMoney(_ name: String) -> Bool { InvoiceField.named(name)?.kind == .amount }

    /// With two decimals at least: `12.50` for `12.5`.
    private static func money(_ literal: String) -> String {
        guard let point = literal.firstIndex(of: ".") else { return literal + ".00" }
        return literal.distance(from: point, to: literal.endIndex) == 2 ? literal + "0" : literal
    }
}
