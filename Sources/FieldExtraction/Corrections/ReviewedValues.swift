package import Invoices

/// What a person said of a document in a review: it holds for every later reading of the same bytes.
package struct ReviewedValues: Sendable, Equatable {
    /// All fields of the document if it `isWhole`; else those that were corrected, and all cells of `tables`.
    package var fields: [Field] = []
    /// The fields that the document is said not to have.
    package var missing: Set<String> = []
    /// The tables whose rows were given.
    package var tables: Set<String> = []
    /// All of the contract's fields were confirmed once: another reading adds none.
    package var isWhole = false
    /// The last review confirmed the results.
    package var isConfirmed = false
    /// The corrections on pages that these values have taken in.
    package var annotations: [Correction] = []

    package init() {}

    /// The fields of a reading with these values in their places.
    package func applied(to read: [Field]) -> [Field] {
        let held = Dictionary(fields.map { ($0.name, $0) }) { first, _ in first }
        guard !isWhole else {
            return fields
                + read.filter { !FieldNames.isKnown($0.name) && held[$0.name] == nil && !missing.contains($0.name) }
        }
        var seen: Set<String> = []
        let kept = read.compactMap { field -> Field? in
            seen.insert(field.name)
            if let value = held[field.name] { return value }
            return missing.contains(field.name) || isReplaced(field.name) ? nil : field
        }
        return kept + fields.filter { !seen.contains($0.name) }
    }

    /// The names of the fields that have another value than in that reading, or none.
    package func changed(of read: [Field]) -> Set<String> {
        let before = Self.values(read)
        let after = Self.values(applied(to: read))
        return Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
    }

    /// Those of the corrections that were made since.
    package func later(_ corrections: [Correction]) -> [Correction] {
        corrections.filter { correction in !annotations.contains { $0.saysTheSame(as: correction) } }
    }

    private func isReplaced(_ name: String) -> Bool {
        FieldPlace(name).map { tables.contains($0.table.name) } ?? false
    }

    private static func values(_ fields: [Field]) -> [String: Field.Value] {
        Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
    }
}

extension Correction {
    /// Wherever it is drawn.
    fileprivate func saysTheSame(as other: Correction) -> Bool {
        field == other.field && text == other.text && value == other.value && isMissing == other.isMissing
            && page == other.page
    }
}
