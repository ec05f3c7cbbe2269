package import Invoices
package import JSON

/// The parts that only some templates have: constants, patterns of rows, preparation of the text. Written only if set.
package enum TemplateTextCoding {
    package static func write(_ rule: FieldRule, _ writer: inout JSONWriter) {
        if let constant = rule.constant { writer.member("value", constant) }
        if rule.occurrence != .first { writer.member("occurrence", rule.occurrence.rawValue) }
    }

    package static func write(_ patterns: RowPatterns?, _ writer: inout JSONWriter) {
        guard let patterns else { return }
        writer.member("patterns") { writer in
            for (name, pattern) in patterns.all {
                writer.name(name)
                writer.value(pattern)
            }
        }
    }

    package static func write(_ text: TextPreparation, _ writer: inout JSONWriter) {
        guard text != TextPreparation() else { return }
        writer.member("text") { writer in
            writer.member("arrangement", text.arrangement.rawValue)
            writer.member("removeSpaces", text.removesSpaces)
            writer.member("removeAccents", text.removesAccents)
            writer.member("lowercase", text.lowercases)
            writer.member("replace", array: text.replacements) { writer, replacement in
                writer.object { writer in
                    writer.member("pattern", replacement.pattern)
                    writer.member("with", replacement.with)
                }
            }
        }
    }

    package static func patterns(_ json: JSONValue) -> RowPatterns? {
        guard let start = json["start"]?.string, let end = json["end"]?.string, let row = json["row"]?.string
        else { return nil }
        return RowPatterns(
            start: start, end: end, row: row, firstRow: json["firstRow"]?.string, lastRow: json["lastRow"]?.string,
            skip: json["skip"]?.string)
    }

    package static func text(_ json: JSONValue?) -> TextPreparation {
        TextPreparation(
            arrangement: json?["arrangement"]?.string.flatMap(TextPreparation.Arrangement.init) ?? .reading,
            removesSpaces: json?["removeSpaces"]?.bool ?? false,
            removesAccents: json?["removeAccents"]?.bool ?? false, lowercases: json?["lowercase"]?.bool ?? false,
            replacements: (json?["replace"]?.array ?? []).compactMap { json in
                guard let pattern = json["pattern"]?.string, let with = json["with"]?.string else { return nil }
                return TextPreparation.Replacement(pattern: pattern, with: with)
            })
    }
}
