package import Invoices

/// Puts what a person gives in a review over what was shown.
package struct ReviewEdit {
    private let shown: [Field]
    private let before: ReviewedValues?

    /// - Parameters:
    ///   - shown: With all earlier corrections.
    ///   - before: What earlier reviews said of the same document.
    package init(_ shown: [Field], after before: ReviewedValues?) {
        self.shown = shown
        self.before = before
    }

    /// What holds from now on.
    /// - Parameter annotations: All corrections on pages; they are part of what was shown.
    package func values(
        with data: ReviewedData, confirmed: Bool, annotations: [Correction]
    ) -> ReviewedValues {
        var values = ReviewedValues()
        values.tables = (before?.tables ?? []).union(data.tables.keys)
        values.annotations = annotations
        values.isConfirmed = confirmed
        values.isWhole = confirmed || before?.isWhole == true
        let fields = edited(data)
        let present = Set(fields.map(\.name))
        let cleared = annotations.filter(\.isMissing).map(\.field) + data.values.keys
        values.missing = (before?.missing ?? []).union(cleared).subtracting(present)
        values.fields =
            values.isWhole
            ? fields : fields.filter { $0.source == .correction || Self.isCell($0, of: values.tables) }
        if confirmed { values.fields = values.fields.map(Self.certain) }
        return values
    }

    // MARK: -

    /// The fields in the order in which they were shown, the new ones behind them.
    private func edited(_ data: ReviewedData) -> [Field] {
        var left = data.values
        var fields = shown.compactMap { field -> Field? in
            if Self.isCell(field, of: Set(data.tables.keys)) { return nil }
            guard let given = left.removeValue(forKey: field.name) else { return field }
            return given.map { Self.corrected(field, $0) }
        }
        fields += left.sorted { $0.key < $1.key }.compactMap { name, given in
            given.map { Self.added(name, $0) }
        }
        for table in InvoiceField.tables {
            guard let rows = data.tables[table.name] else { continue }
            fields += TableEdit(table, of: shown).fields(with: rows)
        }
        return fields
    }

    /// A value that stays keeps its place; another has the place of the alternative that it is, if any.
    static func corrected(_ field: Field, _ given: ReviewedData.Given) -> Field {
        guard field.value != given.value else { return field }
        let place = field.alternatives.first { $0.value == given.value }
        return Field(
            name: field.name, value: given.value, rawText: given.text, confidence: 1, page: place?.page,
            box: place?.box, source: .correction)
    }

    static func added(_ name: String, _ given: ReviewedData.Given) -> Field {
        Field(name: name, value: given.value, rawText: given.text, confidence: 1, source: .correction)
    }

    private static func certain(_ field: Field) -> Field {
        var field = field
        field.confidence = 1
        field.reasons = []
        return field
    }

    private static func isCell(_ field: Field, of tables: Set<String>) -> Bool {
        FieldPlace(field.name).map { tables.contains($0.table.name) } ?? false
    }
}
