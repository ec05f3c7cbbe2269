import Invoices

/// A chosen candidate of any kind, with what the choice was made from.
struct ValueEvidence {
    struct Rival {
        let value: Field.Value
        let score: Double
        let tokens: Range<Int>
    }

    let value: Field.Value
    let score: Double
    let tokens: Range<Int>
    let method: Field.Method
    let isRepaired: Bool
    /// Other values, the best first.
    let rivals: [Rival]
    let ranked: Ranked?

    init<Value>(_ candidate: Candidate<Value>, _ wrap: (Value) -> Field.Value) {
        value = wrap(candidate.value)
        score = candidate.score
        tokens = candidate.tokens
        method = candidate.method
        isRepaired = candidate.isRepaired
        ranked = candidate.ranked
        rivals = candidate.rivals.map { Rival(value: wrap($0.value), score: $0.score, tokens: $0.tokens) }
    }
}
