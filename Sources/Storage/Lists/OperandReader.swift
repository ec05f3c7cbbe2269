import Foundation
import Invoices
import JSON

/// Reads what a field is compared with, by the field's kind.
struct OperandReader {
    let field: ResourceField
    /// As the client wrote it.
    let name: String

    func flag(_ json: JSONValue) throws -> Filter.Operand {
        guard let flag = json.bool else { throw wrong(json, "true or false") }
        return .flag(flag)
    }

    func list(_ json: JSONValue, _ comparison: Filter.Test.Operator) throws -> [Filter.Operand] {
        guard let values = json.array, !values.isEmpty else {
            throw FilterError(
                field: name, message: "\(comparison.rawValue) of \(name.prefix(64)) needs a list of values.")
        }
        return try values.map(operand)
    }

    /// What `$gt` and its like compare with: neither null nor a kind without an order.
    func ordered(_ json: JSONValue, _ comparison: Filter.Test.Operator) throws -> Filter.Operand {
        let hasOrder =
            switch field.kind {
            case .text, .number, .time, .date, .choice: true
            case .json: json.string != nil || json.number != nil
            case .flag, .id, .texts, .anyChoice, .anyText: false
            }
        guard hasOrder, !json.isNull else {
            throw FilterError(
                field: name,
                message: "\(name.prefix(64)) cannot be compared by \(comparison.rawValue) with \(json.kindName).")
        }
        return try operand(json)
    }

    func operand(_ json: JSONValue) throws -> Filter.Operand {
        if json.isNull { return .null }
        switch field.kind {
        case .text, .texts, .anyText:
            guard let text = json.string else { throw wrong(json, "a string") }
            return .text(text)
        case .number:
            guard let literal = json.number, Double(literal)?.isFinite == true else { throw wrong(json, "a number") }
            return .number(literal)
        case .flag: return try flag(json)
        case .time: return .time(try moment(json))
        case .date:
            guard let date = json.string.flatMap({ CalendarDate($0) }) else {
                throw wrong(json, "a date like 2023-01-15")
            }
            return .text(date.text)
        case .id:
            guard let id = json.string.flatMap({ Job.ID($0) }) else { throw wrong(json, "an id of 24 hex digits") }
            return .id(id.bytes)
        case .choice(let names), .anyChoice(let names):
            guard let number = json.string.flatMap(names.firstIndex) else {
                throw wrong(json, "one of " + names.joined(separator: ", "))
            }
            return .choice(number)
        case .json: return try plain(json)
        }
    }

    private func plain(_ json: JSONValue) throws -> Filter.Operand {
        if let text = json.string { return .text(text) }
        if let flag = json.bool { return .flag(flag) }
        if let literal = json.number, Double(literal)?.isFinite == true { return .number(literal) }
        throw wrong(json, "a string, a number, true, false or null")
    }

    private func moment(_ json: JSONValue) throws -> Int64 {
        guard let moment = json.string.flatMap(Timestamp.init(iso8601:)) else {
            throw wrong(json, "a time like 2023-01-15T08:00:00.000Z")
        }
        return moment.milliseconds
    }

    private func wrong(_ json: JSONValue, _ wanted: String) -> FilterError {
        FilterError(field: name, message: "\(name.prefix(64)) is compared with \(json.kindName); it must be \(wanted).")
    }
}

extension Timestamp {
    /// Reads `2023-01-15`, `2023-01-15T08:00:00Z`, with up to three digits of a fraction, with Z or an offset.
    package init?(iso8601 text: String) {
        if let date = CalendarDate(text) {
            self.init(milliseconds: Int64(date.daysSince1970) * 86_400_000)
            return
        }
        let pattern = /(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?(?:Z|([+-])(\d\d):(\d\d))/
        guard let match = text.wholeMatch(of: pattern), let date = CalendarDate(match.1),
            let hour = Int64(match.2), let minute = Int64(match.3), let second = Int64(match.4), hour < 24, minute < 60,
            second < 60
        else { return nil }
        let fraction =
            match.5.map { digits in Int64(digits + String(repeating: "0", count: 3 - digits.count)) ?? 0 } ?? 0
        let offset = (match.7.flatMap { Int64($0) } ?? 0) * 60 + (match.8.flatMap { Int64($0) } ?? 0)
        let minutes = hour * 60 + minute - (match.6 == "-" ? -offset : offset)
        let seconds = Int64(date.daysSince1970) * 86_400 + minutes * 60 + second
        self.init(milliseconds: seconds * 1000 + fraction)
    }
}
