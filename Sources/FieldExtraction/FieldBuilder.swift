import Invoices

/// Makes fields of candidates: their place on the page, their source and a confidence by their score alone.
struct FieldBuilder {
    let layout: Layout

    func text(_ name: String, _ candidate: Candidate<String>?) -> Field? { field(name, candidate) { .text($0) } }

    func date(_ name: String, _ candidate: Candidate<CalendarDate>?) -> Field? { field(name, candidate) { .date($0) } }

    func amount(_ name: String, _ candidate: Candidate<Amount>?) -> Field? { field(name, candidate) { .amount($0) } }

    private func field<Value>(
        _ name: String, _ candidate: Candidate<Value>?, _ wrap: (Value) -> Field.Value
    ) -> Field? {
        guard let candidate else { return nil }
        let first = layout.tokens[candidate.tokens.lowerBound]
        let sheet = layout.sheets[first.page]
        return Field(
            name: name, value: wrap(candidate.value), rawText: layout.text(candidate.tokens),
            confidence: Calibration.shared.confidence(
                score: candidate.score, clarity: sheet.isRecognised ? layout.confidence(candidate.tokens) : 1),
            page: sheet.number, box: layout.box(candidate.tokens),
            source: sheet.isRecognised ? .ocr : .textLayer, method: candidate.method, isRepaired: candidate.isRepaired)
    }
}
