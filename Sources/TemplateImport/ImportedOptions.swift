import Invoices
import Yams

/// A template's `options`: the preparation of the text, and the formats of values.
struct ImportedOptions {
    let currency: String?
    let languages: [String]
    let text: TextPreparation
    /// Like `dd.MM.yyyy`.
    let dateFormat: String?

    init(_ node: Node?, _ remarks: Remarks) {
        let options = node?.mapping
        currency = options?["currency"]?.scalar?.string
        languages = options?["languages"]?.strings ?? []
        text = TextPreparation(
            arrangement: .rows, removesSpaces: options?["remove_whitespace"]?.isTrue ?? false,
            removesAccents: options?["remove_accents"]?.isTrue ?? false,
            lowercases: options?["lowercase"]?.isTrue ?? false,
            replacements: Self.replacements(options?["replace"], remarks))
        dateFormat = options?["date_formats"]?.strings.lazy.compactMap(Self.dateFormat).first
        // Separators are detected from the document, so decimal_separator is not needed.
        let known: Set<String> = [
            "currency", "languages", "remove_whitespace", "remove_accents", "lowercase", "replace", "date_formats",
            "decimal_separator",
        ]
        for (key, _) in options ?? [:] where !known.contains(key.scalar?.string ?? "") && !LenientYAML.isRepeated(key) {
            remarks.add("options.\(key.scalar?.string ?? "?")", "This is not supported and was left out.")
        }
    }

    /// A pair, or a list of pairs.
    private static func replacements(_ node: Node?, _ remarks: Remarks) -> [TextPreparation.Replacement] {
        guard let node, let list = node.sequence else { return [] }
        let pairs = list.allSatisfy { $0.scalar != nil } ? [node] : Array(list)
        return pairs.enumerated().compactMap { index, pair in
            let parts = pair.strings
            guard parts.count == 2 else {
                remarks.add(
                    "options.replace[\(index)]", "This is not a pair of a pattern and a text, so it was left out.")
                return nil
            }
            return TextPreparation.Replacement(pattern: PythonPattern.translated(parts[0]), with: parts[1])
        }
    }

    /// `%d.%m.%Y` → `dd.MM.yyyy`; nil for a format without a day or month.
    static func dateFormat(_ python: String) -> String? {
        let letters: [Character: String] = [
            "d": "dd", "m": "MM", "Y": "yyyy", "y": "yy", "B": "MMMM", "b": "MMM", "H": "HH", "M": "mm", "S": "ss",
        ]
        var format = ""
        var isDirective = false
        for character in python {
            if isDirective {
                format += letters[character] ?? ""
                isDirective = false
            } else if character == "%" {
                isDirective = true
            } else {
                format.append(character)
            }
        }
        return format.contains("dd") && format.contains("MM") ? format : nil
    }
}
