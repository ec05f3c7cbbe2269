import Invoices
import JSON

/// Fields as JSON between reader and server, without absent values.
extension Field {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("name", name)
            json.member("rawText", rawText)
            json.member("confidence", confidence)
            json.member("source", source.rawValue)
            value.write(to: &json)
            if let page { json.member("page", page) }
            if let box { json.member("box", raw: box.json) }
            if method != .reader { json.member("method", method.rawValue) }
            if isRepaired { json.member("isRepaired", true) }
            if !alternatives.isEmpty {
                json.member("alternatives", array: alternatives) { json, alternative in alternative.write(to: &json) }
            }
            if !checks.isEmpty { json.member("checks", array: checks) { json, check in check.write(to: &json) } }
            if let memoryDocuments { json.member("memoryDocuments", memoryDocuments) }
            if !reasons.isEmpty { json.member("reasons", array: reasons) { json, reason in json.value(reason) } }
        }
    }

    /// Reads what `write` wrote. Throws `WireError.impossible` for values that no document can have.
    init(json: JSONValue) throws {
        guard let source = Source(rawValue: try json.required("source").needString()),
            let method = try json["method"].map({ Method(rawValue: try $0.needString()) }) ?? .reader
        else { throw WireError.wrongType }
        self.init(
            name: try json.required("name").needString(atMost: Self.longestName), value: try Value(json: json),
            rawText: try json.required("rawText").needString(),
            confidence: try json.required("confidence").needDouble(0...1),
            page: try json["page"].map { try $0.needInt(1...Page.most) }, box: try json["box"].map(Box.init),
            source: source, method: method, isRepaired: try json["isRepaired"]?.needBool() ?? false)
        alternatives = try json["alternatives"]?.needArray().map(FieldAlternative.init(json:)) ?? []
        checks = try json["checks"]?.needArray().map(FieldCheck.init(json:)) ?? []
        memoryDocuments = try json["memoryDocuments"].map { try $0.needInt(1...Int(Int32.max)) }
        reasons = try json["reasons"]?.needArray().map { try $0.needString(atMost: 200) } ?? []
    }

    /// The most characters of a name, since templates choose names.
    static var longestName: Int { 200 }
}

extension FieldAlternative {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            value.write(to: &json)
            json.member("confidence", confidence)
            if let page { json.member("page", page) }
            if let box { json.member("box", raw: box.json) }
        }
    }

    fileprivate init(json: JSONValue) throws {
        self.init(
            value: try Field.Value(json: json), confidence: try json.required("confidence").needDouble(0...1),
            page: try json["page"].map { try $0.needInt(1...Page.most) }, box: try json["box"].map(Box.init))
    }
}

extension FieldCheck {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("name", name.rawValue)
            json.member("passed", passed)
            json.member("message", message)
        }
    }

    fileprivate init(json: JSONValue) throws {
        guard let name = Name(rawValue: try json.required("name").needString()) else { throw WireError.wrongType }
        self.init(
            name, passed: try json.required("passed").needBool(), message: try json.required("message").needString())
    }
}

extension Field.Value {
    fileprivate func write(to json: inout JSONWriter) {
        switch self {
        case .text(let text): json.member("text", text)
        case .amount(let amount): json.member("amount", amount.literal)
        case .date(let date): json.member("date", date.text)
        case .flag(let flag): json.member("flag", flag)
        }
    }

    fileprivate init(json: JSONValue) throws {
        if let text = json["text"]?.string {
            self = .text(text)
        } else if let amount = json["amount"]?.string.flatMap(Amount.init(literal:)) {
            self = .amount(amount)
        } else if let date = json["date"]?.string.flatMap({ CalendarDate($0) }) {
            self = .date(date)
        } else if let flag = json["flag"]?.bool {
            self = .flag(flag)
        } else {
            throw WireError.wrongType
        }
    }
}
