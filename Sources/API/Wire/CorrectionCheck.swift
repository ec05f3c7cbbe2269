import Invoices

/// Refuses corrections of fields that do not exist, and values that a field cannot have.
struct CorrectionCheck {
    private let form: Form
    /// As the client names it.
    private let given: String
    private let field: String
    private let text: String

    /// Nil if the annotation corrects no field or already has a fault.
    init?(_ annotation: Form) {
        guard annotation.value("type")?.string == "correction", let field = annotation.value("field")?.string,
            field.unicodeScalars.count <= 100, let text = annotation.value("text")?.string
        else { return nil }
        form = annotation
        given = field
        self.field = FieldNames.current(field)
        self.text = text
    }

    /// - Parameter isFieldOfJob: Called only for a name not in the contract: a template may have its own fields.
    func note(_ isFieldOfJob: (String) throws -> Bool) throws {
        if try isKnown(isFieldOfJob) {
            noteValue()
        } else {
            form.note(
                "field", "unknown_field",
                "There is no field \(given.prefix(64)). Did you mean \(FieldNames.nearest(to: given))?")
        }
    }

    private func isKnown(_ isFieldOfJob: (String) throws -> Bool) throws -> Bool {
        if FieldNames.isKnown(field) { return true }
        if field.contains("["), !(FieldPlace(field).map { FieldPlace.indexes.contains($0.index) } ?? false) {
            return false
        }
        return try isFieldOfJob(field)
    }

    private func noteValue() {
        if text.utf8.count > TextBounds.longest {
            form.note("text", "length", "The text of a field may have at most \(TextBounds.longest) bytes.")
        }
        let kind = InvoiceField.named(field)?.kind ?? .text
        if case .outOfRange(let message) = CorrectedValue(text, as: kind) { form.note("text", "out_of_range", message) }
    }
}
