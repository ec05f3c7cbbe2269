import Invoices

/// Mends words of text fields that the recogniser was not sure of and no dictionary has.
///
/// Only a word that differs by a letter takes the place of what was read: names stand in no dictionary.
struct SpellCheck {
    private static let shortest = 4
    /// From so many letters on, two may be wrong.
    private static let long = 8

    private let words: any WordList
    private let pages: [Page]
    /// A word below it is looked up.
    private let threshold: Double

    init(_ words: any WordList, pages: [Page], threshold: Double) {
        self.words = words
        self.pages = pages
        self.threshold = threshold
    }

    func mended(_ field: Field) -> Field {
        guard field.source == .ocr, let text = field.value.text, let box = field.box,
            InvoiceField.named(field.name)?.kind ?? .text == .text,
            let page = pages.first(where: { $0.number == field.page })
        else { return field }
        let doubtful = page.words.filter { $0.confidence < threshold && box.containsCentre(of: $0.box) }
        guard !doubtful.isEmpty else { return field }
        let languages = (page.language ?? "").split(separator: "+").map(String.init)
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map { part in
            let word = doubtful.first { $0.text == part }
            return word.flatMap { replacement(for: $0, in: languages) } ?? String(part)
        }
        let better = parts.joined(separator: " ")
        guard better != text else { return field }
        var field = field
        field.value = .text(better)
        field.isRepaired = true
        return field
    }

    /// Nil when the word stays as it was read.
    private func replacement(for word: Word, in languages: [String]) -> String? {
        let core = word.text.trimming { !$0.isFastLetter }
        guard core.count >= Self.shortest, core.allSatisfy(\.isFastLetter),
            case .unknown(let suggestions)? = words.verdict(on: String(core), in: languages)
        else { return nil }
        let others = word.alternatives.map { String($0.trimming { !$0.isFastLetter }) }
        let candidates = others.filter { words.verdict(on: $0, in: languages) == .known } + suggestions
        let allowed = core.count >= Self.long ? 2 : 1
        guard let better = candidates.first(where: { EditDistance.between(core, $0) <= allowed }) else { return nil }
        return word.text.replacing(core, with: better, maxReplacements: 1)
    }
}

extension StringProtocol {
    /// Without what stands at both ends and is unwanted.
    fileprivate func trimming(_ isUnwanted: (Character) -> Bool) -> SubSequence {
        guard let first = firstIndex(where: { !isUnwanted($0) }), let last = lastIndex(where: { !isUnwanted($0) })
        else { return self[endIndex...] }
        return self[first...last]
    }
}
