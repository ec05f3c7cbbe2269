/// Another value that a field may have, which was found and not chosen.
package struct FieldAlternative: Sendable, Equatable {
    package let value: Field.Value
    /// 0…1: how probable it is that this value is right; with the field's own confidence at most 1.
    package let confidence: Double
    /// From 1; nil for a value that is on no page.
    package let page: Int?
    package let box: Box?

    /// How many of them a field has at most.
    package static let most = 3

    package init(value: Field.Value, confidence: Double, page: Int?, box: Box?) {
        self.value = value
        self.confidence = confidence
        self.page = page
        self.box = box
    }
}
