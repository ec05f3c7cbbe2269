import Foundation
import Invoices

/// Counts how often each field is right, by kind of document.
struct Scorecard {
    struct Count {
        var right = 0
        var wrong = 0
        var missed = 0
        /// Values that were found although the document has none.
        var invented = 0

        var precision: Double { share(right, right + wrong + invented) }
        var recall: Double { share(right, right + wrong + missed) }
        var harmonic: Double { precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall) }
        /// Documents that have the field.
        var shown: Int { right + wrong + missed }

        private func share(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }

        static func + (one: Count, other: Count) -> Count {
            Count(
                right: one.right + other.right, wrong: one.wrong + other.wrong, missed: one.missed + other.missed,
                invented: one.invented + other.invented)
        }
    }

    /// How many documents need no review, and what is wrong with those.
    struct Review {
        private(set) var documents = 0
        private(set) var without = 0
        /// Of those without review: with a wrong, missing or invented value in a field that is scored.
        private(set) var wrong = 0
        /// Of those without review: with a wrong or missing value in one of the fields of the overall confidence.
        private(set) var coreWrong = 0

        fileprivate mutating func add(_ extraction: Extraction, isWrong: Bool, isCoreWrong: Bool) {
            documents += 1
            guard !extraction.needsReview else { return }
            without += 1
            wrong += isWrong ? 1 : 0
            coreWrong += isCoreWrong ? 1 : 0
        }
    }

    /// The fields that results always show; the truth has their short names.
    static let fields = InvoiceField.header.filter { $0.outputs.contains(.line) }

    private(set) var byField: [String: Count] = [:]
    private(set) var byKind: [String: Count] = [:]
    private(set) var faults: [String: [String]] = [:]
    /// Each value's confidence and whether it is right.
    private(set) var reliability: [(confidence: Double, isRight: Bool)] = []
    private(set) var review = Review()

    mutating func add(_ document: TruthFile.Document, _ extraction: Extraction) {
        defer {
            review.add(extraction, isWrong: faults[document.id] != nil, isCoreWrong: isCoreWrong(document, extraction))
        }
        for field in Self.fields {
            guard let wanted = document.values(field.shortName) else { continue }
            let found = extraction[field.name]
            var count = Count()
            let isRight = found.map { found in wanted.contains { Self.isRight(field.kind, found, $0) } } ?? false
            switch (found, wanted.isEmpty) {
            case (nil, true): continue
            case (nil, false): count.missed = 1
            case (_, true): count.invented = 1
            default: if isRight { count.right = 1 } else { count.wrong = 1 }
            }
            if let found { reliability.append((found.confidence, isRight)) }
            if !isRight {
                faults[document.id, default: []].append(
                    "\(field.shortName): \(found?.rawText ?? "–") for \(wanted.first ?? "nothing")")
            }
            byField[field.shortName] = (byField[field.shortName] ?? Count()) + count
            byKind[document.kind] = (byKind[document.kind] ?? Count()) + count
        }
    }

    /// Whether one of the fields that the overall confidence is about is wrong or missing.
    private func isCoreWrong(_ document: TruthFile.Document, _ extraction: Extraction) -> Bool {
        Self.fields.filter { OverallConfidence.fields.contains($0.name) }.contains { field in
            guard let wanted = document.values(field.shortName), !wanted.isEmpty else { return false }
            guard let found = extraction[field.name] else { return true }
            return !wanted.contains { Self.isRight(field.kind, found, $0) }
        }
    }

    /// True if a field has the truth's value; nil if the field is not scored.
    static func isRight(_ field: Field, on document: TruthFile.Document) -> Bool? {
        guard let scored = fields.first(where: { $0.name == field.name }),
            let wanted = document.values(scored.shortName)
        else { return nil }
        return wanted.contains { isRight(scored.kind, field, $0) }
    }

    private static func isRight(_ kind: FieldKind, _ field: Field, _ wanted: String) -> Bool {
        switch field.value {
        case .amount(let amount): return amount.cents != nil && amount.cents == Amount(literal: wanted)?.cents
        case .date(let date): return date.text == wanted.prefix(10)
        case .flag: return false
        case .text(let text): return isRight(kind, text, wanted)
        }
    }

    /// Names and addresses are right with four words in five, tax numbers without their country, the rest only exactly.
    private static func isRight(_ kind: FieldKind, _ text: String, _ wanted: String) -> Bool {
        if kind == .text { return overlap(words(text), words(wanted)) >= 0.8 }
        let (one, other) = (squeezed(text), squeezed(wanted))
        guard kind == .vatNumber, one != other else { return one == other }
        return withoutCountry(one) == withoutCountry(other)
    }

    private static func words(_ text: String) -> [String] {
        TextFolding.fold(text).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func overlap(_ one: [String], _ other: [String]) -> Double {
        var rest = other
        var common = 0
        for word in one {
            guard let index = rest.firstIndex(of: word) else { continue }
            rest.remove(at: index)
            common += 1
        }
        return one.isEmpty || other.isEmpty ? 0 : 2 * Double(common) / Double(one.count + other.count)
    }

    private static func squeezed(_ text: String) -> String {
        TextFolding.fold(text).filter { $0.isLetter || $0.isNumber }
    }

    private static func withoutCountry(_ text: String) -> Substring {
        text.prefix(2).allSatisfy(\.isLetter) ? text.dropFirst(2) : text[...]
    }
}
