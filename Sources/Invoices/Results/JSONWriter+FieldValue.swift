package import JSON

extension JSONWriter {
    /// A field's value as answers have it; null where there is none.
    package mutating func value(_ value: Field.Value?) {
        switch value {
        case nil: null()
        case .text(let text): self.value(text)
        case .amount(let amount): raw(amount.literal)
        case .date(let date): self.value(date.text)
        case .flag(let flag): self.value(flag)
        }
    }
}
