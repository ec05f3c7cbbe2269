import InvoiceCoding
import Invoices
import JSON

/// Annotations of type `correction` that name a field.
enum Corrections {
    /// Those in a page's annotations, a JSON array in the contract's shape.
    static func read(_ annotations: [UInt8], page: Int) throws -> [Correction] {
        try (JSONReader.read(annotations, limits: .ours).array ?? []).compactMap { json in
            guard json["type"]?.string == "correction", let field = json["field"]?.string,
                let text = json["text"]?.string
            else { return nil }
            return Correction(
                field: FieldNames.current(field), text: text, page: page,
                box: json["coordinates"].flatMap(BoxCoding.read))
        }
    }

    /// The last correction of a field counts. A text that is no value of the field's kind changes nothing.
    static func overlay(_ corrections: [Correction], on extraction: Extraction) -> Extraction {
        var shown = extraction
        for correction in corrections {
            guard let value = value(of: correction, in: extraction) else { continue }
            let field = Field(
                name: correction.field, value: value, rawText: correction.text, confidence: 1, page: correction.page,
                box: correction.box, source: .correction
            ).withoutNeedlessSign
            if let place = shown.fields.firstIndex(where: { $0.name == correction.field }) {
                shown.fields[place] = field
            } else {
                shown.fields.append(field)
            }
        }
        return shown
    }

    /// The kind is the one that the contract gives the name; of a template's own field, the one that was read.
    private static func value(of correction: Correction, in extraction: Extraction) -> Field.Value? {
        let read = extraction[correction.field].map { FieldKind(of: $0.value) }
        let kind = InvoiceField.named(correction.field)?.kind ?? read ?? .text
        guard case .value(let value) = CorrectedValue(correction.text, as: kind) else { return nil }
        return value
    }
}
