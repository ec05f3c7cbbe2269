import Invoices
import JSON

/// Writes the domain's values, in the same way for every resource.
extension JSONWriter {
    mutating func member(_ name: StaticString, _ time: Timestamp?) {
        self.name(name)
        if let time { plain(Timestamp.textLength) { time.write(to: $0) } } else { null() }
    }

    mutating func member<Of>(_ name: StaticString, _ id: ID<Of>?) {
        self.name(name)
        if let id { plain(ID<Of>.textLength) { id.write(to: $0) } } else { null() }
    }

    /// The exact literal of the number, never a Double.
    mutating func member(_ name: StaticString, _ amount: Amount?) { member(name, raw: amount?.literal) }

    mutating func member(_ name: StaticString, _ day: CalendarDate?) { member(name, day?.text) }

    /// Writes milliseconds as seconds.
    mutating func member(_ name: StaticString, seconds milliseconds: Int?) {
        self.name(name)
        if let milliseconds { value(thousandths: milliseconds) } else { null() }
    }

    mutating func member(_ name: StaticString, _ box: Box?) {
        guard let box else { return member(name, nil as String?) }
        member(name) { json in
            json.member("x", Self.rounded(box.x))
            json.member("y", Self.rounded(box.y))
            json.member("width", Self.rounded(box.width))
            json.member("height", Self.rounded(box.height))
        }
    }

    /// A ratio with four decimals, which is more than its precision.
    mutating func member(_ name: StaticString, ratio: Double?) { member(name, ratio.map(Self.rounded)) }

    mutating func member(_ name: StaticString, _ body: (inout JSONWriter) -> Void) { member(name, object: body) }

    mutating func member(_ name: StaticString, _ value: Field.Value) {
        self.name(name)
        self.value(value)
    }

    private static func rounded(_ number: Double) -> Double { (number * 1_000_000).rounded() / 1_000_000 }
}
