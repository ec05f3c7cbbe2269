import Invoices

/// How texts are compared with what a person confirmed.
enum MemoryWords {
    /// Letters and digits alone.
    static func squeezed(_ text: String) -> String {
        TextFolding.fold(text).filter { $0.isFastLetter || $0.isFastNumber }
    }

    /// Folded words without marks.
    static func words(_ text: String) -> [String] {
        TextFolding.fold(text).split { !$0.isFastLetter && !$0.isFastNumber }.map(String.init)
    }

    /// Twice the words that both have, as a share of the words of both, 0…1.
    static func agreement(_ one: [String], _ other: [String]) -> Double {
        guard !one.isEmpty, !other.isEmpty else { return 0 }
        var counts = Dictionary(other.map { ($0, 1) }, uniquingKeysWith: +)
        var common = 0
        for word in one {
            guard let left = counts[word], left > 0 else { continue }
            counts[word] = left - 1
            common += 1
        }
        return 2 * Double(common) / Double(one.count + other.count)
    }

    /// From this agreement on, two texts name the same.
    static let same = 0.8

    static func isSame(_ one: Field.Value, _ other: Field.Value) -> Bool {
        switch (one, other) {
        case (.text(let one), .text(let other)):
            squeezed(one) == squeezed(other) || agreement(words(one), words(other)) >= same
        default: one == other
        }
    }

    /// The same for values that are the same; texts by their letters and digits.
    static func key(_ value: Field.Value) -> String {
        switch value {
        case .text(let text): squeezed(text)
        case .amount(let amount): amount.literal
        case .date(let date): date.text
        case .flag(let flag): flag ? "true" : "false"
        }
    }
}
