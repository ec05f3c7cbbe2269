import FieldExtraction
import Invoices

/// Reads the corrections among a page's annotations. Notes each that names no field of the job, a row far beyond those
/// that there are, or a text that cannot be read as a value of its field.
struct CorrectionsCheck {
    private struct Correction {
        let number: Int
        let form: Form
        /// As the client names it.
        let given: String
        let field: String
        /// Nil where the document is said to have no such value.
        let text: String?
    }

    private let context: CorrectionContext
    private let corrections: [Correction]

    /// - Parameter context: Called only where an annotation is a correction. Nil for a job that is not there.
    init(_ annotations: [Form], _ context: () throws -> CorrectionContext?) throws {
        corrections = annotations.enumerated().compactMap { Self.correction($0.element, $0.offset) }
        self.context = try (corrections.isEmpty ? nil : context()) ?? CorrectionContext(nil)
    }

    /// The values by the numbers of their annotations.
    func values() -> [Int: Field.Value] {
        let rowless = fieldsWithoutRow()
        var values: [Int: Field.Value] = [:]
        for correction in corrections {
            guard let kind = kind(of: correction) else { continue }
            if rowless.contains(correction.field) {
                noteRow(of: correction)
            } else if let text = correction.text {
                values[correction.number] = value(text, kind, correction)
            }
        }
        return values
    }

    // MARK: -

    /// Nil for another annotation, and for one whose members' types are wrong, which is noted where they are written.
    private static func correction(_ form: Form, _ number: Int) -> Correction? {
        guard form.value("type")?.string == "correction" else { return nil }
        guard let name = form.value("field") else {
            form.note(
                "field", "required",
                "A correction must name its field, e.g. invoice.amounts.total. A remark is an annotation of type comment."
            )
            return nil
        }
        guard let given = name.string, (1...100).contains(given.unicodeScalars.count) else { return nil }
        let field = FieldNames.current(given)
        let text = form.value("text")?.string
        if form.value("isMissing")?.bool == true {
            if text != nil { form.note("text", "not_allowed", "A value that is missing has no text.") }
            return Correction(number: number, form: form, given: given, field: field, text: nil)
        }
        if form.value("text") == nil {
            form.note("text", "required", "A correction of a field must give the right text.")
        }
        return text.map { Correction(number: number, form: form, given: given, field: field, text: $0) }
    }

    private func kind(of correction: Correction) -> FieldKind? {
        let kind = context.kind(of: correction.field)
        if kind == nil {
            correction.form.note(
                "field", "unknown_field",
                "There is no field \(correction.given.prefix(64)). Did you mean "
                    + "\(FieldNames.nearest(to: correction.given))?")
        }
        return kind
    }

    private func value(_ text: String, _ kind: FieldKind, _ correction: Correction) -> Field.Value? {
        guard text.utf8.count <= TextBounds.longest else {
            return correction.form.fault(
                "text", "length", "The text of a field may have at most \(TextBounds.longest) bytes.")
        }
        do throws(CorrectionFault) {
            return try context.value(text, of: correction.field, as: kind)
        } catch {
            return correction.form.fault("text", error.code.rawValue, error.message)
        }
    }

    /// Rows may be added one after the other, in any order of the annotations. Before the document was read, nobody knows
    /// how many rows it has.
    private func fieldsWithoutRow() -> Set<String> {
        guard var rows = context.rows else { return [] }
        let cells = corrections.compactMap { correction in
            FieldPlace(correction.field).map { (field: correction.field, index: $0.index) }
        }
        return Set(cells.sorted { $0.index < $1.index }.map(\.field).filter { !rows.add($0) })
    }

    private func noteRow(of correction: Correction) {
        guard let place = FieldPlace(correction.field), let count = context.rows?.count(place.table) else { return }
        correction.form.note(
            "field", "unknown_row",
            "\(correction.field) is in row \(place.index), but the next new row of \(place.table.name) is \(count). "
                + "Rows are counted from 0.")
    }
}
