import Invoices
import JSON

/// An extraction's result as JSON between reader and server.
extension Extraction {
    /// Writes the members of an object.
    func write(to json: inout JSONWriter) {
        json.member("fields", array: fields) { json, field in field.write(to: &json) }
        json.member("findings", array: findings) { json, finding in finding.write(to: &json) }
        guard !features.isEmpty else { return }
        json.member("features") { json in
            for (field, values) in features {
                json.name(field)
                json.object { json in
                    for (name, value) in values {
                        json.name(name)
                        json.value(value)
                    }
                }
            }
        }
    }

    /// Reads what `write` wrote. Throws `WireError.impossible` for values that no document can have.
    init(json: JSONValue) throws {
        self.init(
            fields: try json.required("fields").needArray().map(Field.init(json:)),
            findings: try json.required("findings").needArray().map(Finding.init(json:)))
        for field in json["features"]?.members ?? [] {
            features[field.name] = (field.value.members ?? []).reduce(into: [:]) { $0[$1.name] = $1.value.double }
        }
    }
}

extension Finding {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("field", field)
            json.member("severity", severity.rawValue)
            json.member("message", message)
            if let code { json.member("code", code.rawValue) }
            if let rule { json.member("rule", rule) }
            if !pages.isEmpty { json.member("pages", array: pages) { $0.value($1) } }
            if isCheck { json.member("isCheck", true) }
        }
    }

    init(json: JSONValue) throws {
        guard let severity = Severity(rawValue: try json.required("severity").needString()) else {
            throw WireError.wrongType
        }
        self.init(
            field: try json.required("field").needString(atMost: Field.longestName), severity: severity,
            message: try json.required("message").needString(),
            code: try json["code"].map {
                guard let code = Code(rawValue: try $0.needString()) else { throw WireError.wrongType }
                return code
            }, rule: try json["rule"]?.needString(atMost: 20),
            pages: try (json["pages"]?.needArray() ?? []).map { try $0.needInt(1...Page.most) },
            isCheck: try json["isCheck"]?.needBool() ?? false)
    }
}
