/// What a result may hold (docs/contract.md section 8): a stranger's document decides what is in it, and every later
/// step and every answer carries it.
package enum ResultBounds {
    package static let mostLineItems = 10_000
    /// Bytes of the fields and findings as JSON.
    package static let mostBytes = 8 << 20

    /// The extraction with longer texts cut, and without dates that no invoice has; a finding tells of each.
    ///
    /// Places outside every page and confidences that are NaN are repaired silently, since no document contains them.
    package static func bounded(_ extraction: Extraction) -> Extraction {
        var fields: [Field] = []
        fields.reserveCapacity(extraction.fields.count)
        var findings = extraction.findings.map(bounded)
        for field in extraction.fields {
            if let fault = fault(of: field) { findings.append(fault) }
            if let field = bounded(field) { fields.append(field) }
        }
        return Extraction(fields: fields, findings: findings)
    }

    /// Throws `document_too_large` where there are more line items or more bytes than a result may have.
    package static func check(_ extraction: Extraction) throws(JobFailure) {
        guard lineItems(of: extraction) <= mostLineItems else {
            throw JobFailure(
                .documentTooLarge,
                "The document has more than 10,000 line items. Split it into smaller documents, or use a template without line items."
            )
        }
        guard isSmall(extraction) else {
            throw JobFailure(
                .documentTooLarge,
                "The document's result is larger than 8 MiB. Split it into smaller documents, or use a template that "
                    + "finds less.")
        }
    }

    // MARK: -

    private static func fault(of field: Field) -> Finding? {
        switch field.value {
        case .text(let text) where text.utf8.count > TextBounds.longest:
            let message = "The text was longer than \(TextBounds.longest) bytes and was cut off there."
            return Finding(field: field.name, severity: .warning, message: message, code: .textCut)
        case .date(let date) where !CalendarDate.years.contains(date.year):
            return outOfRange(field.name, date.text)
        default: return nil
        }
    }

    /// A value that the document says and that is left out.
    package static func outOfRange(_ name: String, _ text: String) -> Finding {
        Finding(
            field: name, severity: .warning,
            message: "\(text.shortened) is outside the range of an invoice's values and was left out.",
            code: .valueOutOfRange)
    }

    /// Nil for a value that is left out.
    private static func bounded(_ field: Field) -> Field? {
        var field = field
        switch field.value {
        case .text(let text): field.value = .text(text.cut(toBytes: TextBounds.longest))
        case .date(let date): if !CalendarDate.years.contains(date.year) { return nil }
        case .amount, .flag: break
        }
        field.rawText = field.rawText.cut(toBytes: TextBounds.longest)
        field.confidence = field.confidence.isNaN ? 0 : min(max(field.confidence, 0), 1)
        if let box = field.box, !box.isPlausible { field.box = nil }
        return field
    }

    private static func bounded(_ finding: Finding) -> Finding {
        var finding = finding
        finding.message = finding.message.cut(toBytes: TextBounds.longest)
        return finding
    }

    private static func lineItems(of extraction: Extraction) -> Int {
        var indexes: Set<Int> = []
        for field in extraction.fields {
            if let place = FieldPlace(field.name), place.table == InvoiceField.lineItems { indexes.insert(place.index) }
        }
        return indexes.count
    }

    private static func isSmall(_ extraction: Extraction) -> Bool {
        // Before it is written, the least that it can have: nothing is written of what is a hundred times as large.
        let least =
            extraction.fields.reduce(0) { $0 + $1.name.utf8.count + $1.rawText.utf8.count }
            + extraction.findings.reduce(0) { $0 + $1.message.utf8.count }
        guard least <= mostBytes else { return false }
        let fields = ExtractionJSON.write(extraction.fields).count
        return fields <= mostBytes && fields + ExtractionJSON.write(extraction.findings).count <= mostBytes
    }
}
