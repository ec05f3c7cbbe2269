/// What a person says of a field; it outranks what was read, also after a second reading.
package struct Correction: Sendable, Equatable {
    /// The contract's name, or that of a template's own field.
    package let field: String
    /// As the person wrote it; empty where the document has no such value.
    package let text: String
    /// How the text was read when it was saved, in the API's form: `4503.64`, `2025-12-31`. Nil for one that was saved by
    /// a program which did not say.
    package let value: String?
    /// The document has no such value: what was read is no value of the field.
    package let isMissing: Bool
    package let page: Int
    package let box: Box?

    package init(
        field: String, text: String, value: String? = nil, isMissing: Bool = false, page: Int, box: Box? = nil
    ) {
        self.field = field
        self.text = text
        self.value = value
        self.isMissing = isMissing
        self.page = page
        self.box = box
    }
}
