/// What the web server says of a request, in the bytes that it sent: a handler asks for a few of two dozen values, and
/// making a dictionary of all of them would take longer than looking through them.
package struct RequestParameters: Sendable, Equatable {
    private struct Pair: Sendable, Equatable {
        let name: Range<Int>
        let value: Range<Int>
    }

    private let bytes: [UInt8]
    private var pairs: [Pair] = []

    /// Nil when the lengths do not add up to the bytes or there are too many pairs.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        // As many as nginx sends.
        pairs.reserveCapacity(32)
        var position = 0
        while position < bytes.count {
            guard pairs.count < NameValuePairs.mostPairs,
                let nameLength = NameValuePairs.length(in: bytes, at: &position),
                let valueLength = NameValuePairs.length(in: bytes, at: &position),
                nameLength <= bytes.count - position, valueLength <= bytes.count - position - nameLength
            else { return nil }
            let value = position + nameLength
            pairs.append(Pair(name: position..<value, value: value..<value + valueLength))
            position = value + valueLength
        }
    }

    /// The first value of that name.
    package subscript(name: String) -> String? {
        var name = name
        return name.withUTF8 { name in
            bytes.withUnsafeBytes { bytes in
                // In memory and by length first: a request is asked a dozen of these questions, of two dozen pairs each.
                pairs.first { pair in
                    pair.name.count == name.count
                        && UnsafeRawBufferPointer(rebasing: bytes[pair.name]).elementsEqual(name)
                }
            }
        }.map { text($0.value) }
    }

    /// Hands `body` the pairs whose names begin so, in their order, each with the rest of its name.
    package func forEach(
        beginningWith prefix: StaticString, _ body: (_ rest: UnsafeRawBufferPointer, _ value: String) -> Void
    ) {
        let length = prefix.utf8CodeUnitCount
        bytes.withUnsafeBytes { bytes in
            for pair in pairs where pair.name.count >= length {
                let name = UnsafeRawBufferPointer(rebasing: bytes[pair.name])
                if prefix.withUTF8Buffer({ name.starts(with: $0) }) {
                    body(UnsafeRawBufferPointer(rebasing: name[length...]), text(pair.value))
                }
            }
        }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
