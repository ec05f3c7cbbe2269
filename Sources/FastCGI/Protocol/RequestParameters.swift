/// The parameters of a request, kept as the bytes that the web server sent: a handler needs a few of about thirty values,
/// and a dictionary of all of them would take longer to make than a search through them.
package struct RequestParameters: Sendable, Equatable {
    private struct Pair: Sendable, Equatable {
        let name: Range<Int>
        let value: Range<Int>
    }

    private let bytes: [UInt8]
    private var pairs: [Pair] = []

    /// Returns nil if the lengths do not fit the bytes or there are more than `NameValuePairs.mostPairs`.
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
                // Lengths are compared first, and bytes in place: each request makes a dozen of these searches.
                pairs.first { pair in
                    pair.name.count == name.count
                        && UnsafeRawBufferPointer(rebasing: bytes[pair.name]).elementsEqual(name)
                }
            }
        }.map { text($0.value) }
    }

    /// Calls `body` for each pair whose name begins with `prefix`, in their order, with the rest of the name and the value.
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
