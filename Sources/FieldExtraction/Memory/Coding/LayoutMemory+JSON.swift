import Invoices
import JSON

extension LayoutMemory {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("documents", signature.documents)
            json.member("texts", array: signature.texts) { json, text in
                json.array { json in
                    json.value(text.text)
                    json.value(text.left.tenThousandths)
                    json.value(text.documents)
                }
            }
            json.name("monthFirst")
            monthFirst.write(to: &json)
            json.member("table") { table.writeMembers(to: &$0) }
            json.member("fields") { json in
                for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
                    json.name(name)
                    field.write(to: &json)
                }
            }
        }
    }

    init(json: JSONValue) {
        let texts = (json["texts"]?.array ?? []).compactMap { text -> LayoutSignature.Text? in
            guard let parts = text.array, parts.count == 3, let words = parts[0].string else { return nil }
            return LayoutSignature.Text(text: words, left: parts[1].fraction, documents: parts[2].int ?? 1)
        }
        self.init(
            signature: LayoutSignature(texts: texts, documents: json["documents"]?.int ?? 0),
            table: json["table"].map(TableMemory.init(json:)) ?? TableMemory(),
            monthFirst: MemoryRecord(json: json["monthFirst"]))
        for member in json["fields"]?.members ?? [] { fields[member.name] = FieldMemory(json: member.value) }
    }
}

extension FieldMemory {
    fileprivate func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("rules", array: rules) { $1.write(to: &$0) }
            if !forms.isEmpty { json.member("forms", strings: forms) }
            if !stops.isEmpty { json.member("stops", strings: stops) }
            json.name("free")
            free.write(to: &json)
            json.name("absence")
            absence.write(to: &json)
            if let trial {
                json.member("trial") { json in
                    json.member("isAbsent", trial.isAbsent)
                    json.member("rules", array: trial.anchors) { MemoryRule(anchor: $1).write(to: &$0) }
                }
            }
        }
    }

    fileprivate init(json: JSONValue) {
        self.init(
            rules: (json["rules"]?.array ?? []).compactMap(MemoryRule.init(json:)),
            forms: (json["forms"]?.array ?? []).compactMap(\.string),
            stops: (json["stops"]?.array ?? []).compactMap(\.string), free: MemoryRecord(json: json["free"]),
            absence: MemoryRecord(json: json["absence"]),
            trial: json["trial"].map { trial in
                Trial(
                    anchors: (trial["rules"]?.array ?? []).compactMap { MemoryRule(json: $0)?.anchor },
                    isAbsent: trial["isAbsent"]?.bool ?? false)
            })
    }
}

extension MemoryRule {
    fileprivate func write(to json: inout JSONWriter) {
        json.array { json in
            json.value(anchor.kind.rawValue)
            json.value(anchor.text)
            json.value(anchor.index)
            for side in [anchor.left, anchor.right, anchor.top] { json.value(side.tenThousandths) }
            record.write(to: &json)
            json.value(silences)
        }
    }

    fileprivate init?(json: JSONValue) {
        guard let parts = json.array, parts.count == 8, let kind = parts[0].string.flatMap(Anchor.Kind.init),
            let text = parts[1].string, let index = parts[2].int
        else { return nil }
        self.init(
            anchor: Anchor(
                kind: kind, text: text, index: index, left: parts[3].fraction, right: parts[4].fraction,
                top: parts[5].fraction), record: MemoryRecord(json: parts[6]), silences: parts[7].int ?? 0)
    }
}

extension TableMemory {
    fileprivate func writeMembers(to json: inout JSONWriter) {
        json.member("columns", array: columns) { json, column in
            json.array { json in
                json.value(column.kind?.rawValue ?? "")
                json.value(column.left.tenThousandths)
                json.value(column.right.tenThousandths)
            }
        }
        json.member("heading", strings: heading)
        json.member("stops", strings: stops)
        json.member("others", strings: others)
        json.name("record")
        record.write(to: &json)
        json.name("free")
        free.write(to: &json)
    }

    fileprivate init(json: JSONValue) {
        func texts(_ name: String) -> [String] { (json[name]?.array ?? []).compactMap(\.string) }
        self.init(
            columns: (json["columns"]?.array ?? []).compactMap { column in
                guard let parts = column.array, parts.count == 3 else { return nil }
                return Column(
                    kind: parts[0].string.flatMap(ColumnKind.init), left: parts[1].fraction, right: parts[2].fraction)
            }, heading: texts("heading"), stops: texts("stops"), others: texts("others"),
            record: MemoryRecord(json: json["record"]), free: MemoryRecord(json: json["free"]))
    }
}

extension Double {
    /// A fraction of a page as a whole number, so that the JSON is short and the same everywhere.
    fileprivate var tenThousandths: Int { Int(saturating: (self * 10_000).rounded()) }
}

extension JSONValue {
    fileprivate var fraction: Double { min(max(Double(int ?? 0) / 10_000, -2), 2) }
}
