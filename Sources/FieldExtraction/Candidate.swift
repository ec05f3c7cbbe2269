import Invoices

/// A value that may be a field's, with what speaks for it.
struct Candidate<Value: Sendable & Equatable>: Sendable {
    /// Another value that was looked at and not chosen.
    struct Rival: Sendable {
        let value: Value
        let score: Double
        let tokens: Range<Int>
    }

    var value: Value
    /// Compared only among candidates of one field; 3 and more is as good as certain.
    var score: Double
    let tokens: Range<Int>
    var method = Field.Method.reader
    var isRepaired = false
    /// The other values of the choice that this candidate won, the best first, each once.
    var rivals: [Rival] = []
    /// Of a value that no label claims; nil where rules chose it.
    var ranked: Ranked?

    /// The same with those of these candidates that have other values as its rivals.
    func chosen(among candidates: [Candidate]) -> Candidate {
        var (copy, found) = (self, [Rival]())
        for other in candidates.sorted(by: { $0.score > $1.score }) where found.count < FieldAlternative.most {
            guard other.value != value, !found.contains(where: { $0.value == other.value }) else { continue }
            found.append(Rival(value: other.value, score: other.score, tokens: other.tokens))
        }
        copy.rivals = found
        return copy
    }
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
    /// The candidate with the highest score, the first of equals, with the others as its rivals.
    func best<Value>() -> Candidate<Value>? where Element == Candidate<Value> {
        let best = self.reduce(nil as Element?) { best, next in best.map { next.score > $0.score ? next : $0 } ?? next }
        return best?.chosen(among: self)
    }
}
