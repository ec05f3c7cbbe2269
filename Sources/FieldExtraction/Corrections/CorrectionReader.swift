import Foundation
package import Invoices

/// Reads what a person writes as a field's right value: in the API's form, or as it is printed on invoices,
/// `4'503,64 CHF`, `31 Dec 2025`.
package struct CorrectionReader: Sendable {
    private static let dateForm = "Write it like 2025-12-31 or 31 Dec 2025."

    private let formats: PrintedFormats

    package init(_ formats: PrintedFormats) { self.formats = formats }

    /// The value of the correction, as it was read when it was saved, else as it is read now.
    package func value(_ correction: Correction, as kind: FieldKind) throws(CorrectionFault) -> Field.Value {
        if let value = correction.saved(as: kind) { return value }
        return try value(correction.text, of: correction.field, as: kind)
    }

    /// - Parameter name: The field's, for the sentence of a fault.
    package func value(_ text: String, of name: String, as kind: FieldKind) throws(CorrectionFault) -> Field.Value {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else {
            throw CorrectionFault(
                code: .unreadable,
                message: "The text is empty. If the document has no \(name), set isMissing to true in place of a text.")
        }
        switch kind {
        case .amount, .number: return .amount(try amount(trimmed, of: name, mayBePercent: kind == .number))
        case .date: return .date(try date(trimmed, of: name))
        case .currency: return .text(try currency(trimmed, of: name))
        case .flag: return .flag(try flag(trimmed, of: name))
        case .iban, .bic: return .text(try account(trimmed, of: name))
        case .text, .identifier, .vatNumber: return .text(trimmed.cut(toBytes: TextBounds.longest))
        }
    }

    // MARK: -

    private func amount(_ text: String, of name: String, mayBePercent: Bool) throws(CorrectionFault) -> Amount {
        let form = "Write it like 1234.50 or 1.234,50 EUR."
        let number = PrintedNumber(text).flatMap { $0.isClean && (mayBePercent || !$0.isPercent) ? $0 : nil }
        if let doubt = try doubt(number, text, of: name) { return doubt }
        switch CorrectedValue(text, as: .amount) {
        case .value(.amount(let amount)): return amount
        case .outOfRange(let message): throw CorrectionFault(code: .outOfRange, message: "\(name): \(message)")
        case .value, .unreadable: break
        }
        guard let number, let value = number.value(decimalMark: number.certainMark ?? formats.decimalMark ?? .point)
        else {
            throw CorrectionFault(
                code: .unreadable, message: "“\(text.shortened)” cannot be read as the amount \(name). \(form)")
        }
        return Amount(value)
    }

    /// What `1.000` or `1,000` is by the document's other numbers. The API's own form has a point: beside numbers with
    /// commas nobody can tell who wrote it. Nil for any other number.
    private func doubt(
        _ number: PrintedNumber?, _ text: String, of name: String
    ) throws(CorrectionFault) -> Amount? {
        guard let number, let mark = number.doubtfulMark else { return nil }
        let isLiteral = mark == .point && Amount(literal: text) != nil
        if isLiteral, formats.decimalMark != .comma { return Amount(literal: text) }
        if !isLiteral, let decimalMark = formats.decimalMark {
            return number.value(decimalMark: decimalMark).map { Amount($0) }
        }
        let readings = number.readings.map { Amount($0).literal }
        throw CorrectionFault(
            code: .ambiguous,
            message: "“\(text.shortened)” as \(name) can be \(readings.joined(separator: " or ")). Write it like "
                + "\(readings.first ?? "1000") or 1.00.")
    }

    private func date(_ text: String, of name: String) throws(CorrectionFault) -> CalendarDate {
        switch CorrectedValue(text, as: .date) {
        case .value(.date(let date)): return date
        case .outOfRange(let message): throw CorrectionFault(code: .outOfRange, message: "\(name): \(message)")
        case .value, .unreadable: break
        }
        guard text.utf8.count <= 100, let read = DateParser.parse(PrintedFormats.words(text)),
            let date = read.dayFirst ?? read.monthFirst
        else {
            throw CorrectionFault(
                code: .unreadable, message: "“\(text.shortened)” cannot be read as the date \(name). \(Self.dateForm)")
        }
        guard let day = read.dayFirst, let month = read.monthFirst, day != month else { return date }
        guard let putsMonthFirst = formats.putsMonthFirst else {
            throw CorrectionFault(
                code: .ambiguous,
                message: "“\(text.shortened)” as \(name) can be \(day.text) or \(month.text). \(Self.dateForm)")
        }
        return putsMonthFirst ? month : day
    }

    /// A code of three letters, or a sign or name that one currency has.
    private func currency(_ text: String, of name: String) throws(CorrectionFault) -> String {
        if let code = CurrencySign.code(TextFolding.fold(text)) { return code }
        let code = text.uppercased()
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw CorrectionFault(
                code: .unreadable,
                message: "“\(text.shortened)” cannot be read as the currency \(name). Write its code, like EUR.")
        }
        return code
    }

    private func flag(_ text: String, of name: String) throws(CorrectionFault) -> Bool {
        if case .value(.flag(let flag)) = CorrectedValue(text, as: .flag) { return flag }
        throw CorrectionFault(
            code: .unreadable, message: "“\(text.shortened)” is no value of \(name). Write true or false.")
    }

    /// As accounts are read: upper case, without blanks. Whether it can exist is the checks' to say.
    private func account(_ text: String, of name: String) throws(CorrectionFault) -> String {
        let number = BankNumberCheck.normalised(text)
        guard !number.isEmpty else {
            throw CorrectionFault(
                code: .unreadable,
                message: "“\(text.shortened)” cannot be read as \(name). Write its letters and digits.")
        }
        return number.cut(toBytes: TextBounds.longest)
    }
}

extension Correction {
    /// The value as it was read when it was saved; nil where no program saved one, or the field is of another kind since.
    func saved(as kind: FieldKind) -> Field.Value? {
        guard let value, case .value(let saved) = CorrectedValue(value, as: kind) else { return nil }
        return saved
    }
}
