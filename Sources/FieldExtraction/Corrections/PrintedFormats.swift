package import Invoices

/// How a document writes numbers and dates, as far as its fields tell: people copy what they see.
package struct PrintedFormats: Sendable {
    /// Nil where no number of the document tells.
    let decimalMark: DecimalMark?
    /// Nil where neither a date of the document, nor its language, nor its currency tells.
    let putsMonthFirst: Bool?

    /// - Parameter language: Tesseract's names, the likelier first, e.g. `deu+eng`.
    package init(_ fields: [Field], language: String?) {
        let printed = fields.filter { $0.source == .ocr || $0.source == .textLayer }
        decimalMark = Self.decimalMark(of: printed)
        let currency = fields.first { $0.name == "invoice.amounts.currency" }?.value.text
        putsMonthFirst = Self.putsMonthFirst(printed) ?? Self.putsMonthFirst(in: language, currency)
    }

    /// By vote; a comma and a point in one number decide more.
    private static func decimalMark(of fields: [Field]) -> DecimalMark? {
        var commas = 0
        for field in fields {
            guard let amount = field.value.amount, let number = PrintedNumber(field.rawText),
                let mark = mark(number, amount)
            else { continue }
            let weight = number.hasBothMarks ? 3 : 1
            commas += mark == .comma ? weight : -weight
        }
        return commas == 0 ? nil : commas > 0 ? .comma : .point
    }

    /// Of `1.000` the mark by which the reader took it.
    private static func mark(_ number: PrintedNumber, _ amount: Amount) -> DecimalMark? {
        if let certain = number.certainMark { return certain }
        guard number.doubtfulMark != nil else { return nil }
        return [DecimalMark.comma, .point].first { number.value(decimalMark: $0).map { Amount($0) } == amount }
    }

    /// By vote; of a date that can be read both ways the reader's decision counts.
    private static func putsMonthFirst(_ fields: [Field]) -> Bool? {
        var months = 0
        for field in fields {
            guard let date = field.value.date, let read = DateParser.parse(words(field.rawText)),
                read.dayFirst != read.monthFirst
            else { continue }
            months += date == read.monthFirst ? 1 : -1
        }
        return months == 0 ? nil : months > 0
    }

    private static func putsMonthFirst(in language: String?, _ currency: String?) -> Bool? {
        if let language = language?.split(separator: "+").first, language != "eng" { return false }
        return currency.map { $0 == "USD" }
    }

    static func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map(String.init) }
}
