import Invoices

/// A value that may be a field's, with what speaks for it.
struct Candidate<Value: Sendable>: Sendable {
    var value: Value
    /// Compared only among candidates of one field; 3 and more is as good as certain.
    var score: Double
    let tokens: Range<Int>
    var method = Field.Method.reader
    var isRepaired = false
}

extension Candidate where Value == Amount {
    init(_ printed: PrintedAmount, score: Double) {
        self.init(value: printed.value, score: score, tokens: printed.tokens)
    }

    /// Rounded to hundredths, to compare by.
    var cents: Int { value.cents ?? 0 }

    func weighed(_ weight: Double) -> Candidate {
        var copy = self
        copy.score += weight
        return copy
    }
}

extension Array {
    /// The candidate with the highest score, the first of equals.
    func best<Value>() -> Candidate<Value>? where Element == Candidate<Value> {
        self.reduce(nil) { best, next in best.map { next.score > $0.score ? next : $0 } ?? next }
    }
}
