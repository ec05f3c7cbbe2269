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
            pairs.first { $0.name.count == name.count && bytes[$0.name].elementsEqual(name) }.map { text($0.value) }
        }
    }

    /// The pairs whose names begin so, in their order, each with the rest of its name.
    package func all(beginningWith prefix: String) -> [(rest: ArraySlice<UInt8>, value: String)] {
        pairs.compactMap { pair in
            let name = bytes[pair.name]
            guard name.starts(with: prefix.utf8) else { return nil }
            return (name.dropFirst(prefix.utf8.count), text(pair.value))
        }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
