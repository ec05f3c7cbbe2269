/// A look at the tags before the parser sees them: it compares each attribute of an element with all others, each
/// element's prefix with all namespaces declared around it, and tells of every tag and every `&amp;` by itself.
enum XMLTags {
    /// Of one element; an invoice's have a few, namespaces among them.
    private static let maximumAttributes = 64
    /// Of all; about one for every second element that may be.
    private static let maximumInAll = 100_000
    /// Beginnings and ends, comments, sections: of twice as many elements as may be.
    private static let maximumTags = 2 * XMLTree.maximumElements
    private static let maximumReferences = 200_000

    static func areModest(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            guard bytes.count(of: UInt8(ascii: "&"), upTo: maximumReferences) <= maximumReferences else { return false }
            var (place, inAll, tags) = (0, 0, 0)
            while let start = bytes.next(UInt8(ascii: "<"), from: place) {
                guard let (end, attributes) = tag(from: start, in: bytes) else { return false }
                inAll += attributes
                tags += 1
                guard inAll <= maximumInAll, tags <= maximumTags else { return false }
                place = end
            }
            return true
        }
    }

    /// Where the tag, comment, instruction or section ends, and its attributes; nil with too many of them.
    private static func tag(from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (end: Int, attributes: Int)? {
        if bytes.holds("<!--", at: start) { return (end(with: "-->", from: start + 4, in: bytes), 0) }
        if bytes.holds("<![CDATA[", at: start) { return (end(with: "]]>", from: start + 9, in: bytes), 0) }
        if bytes.holds("<?", at: start) { return (end(with: "?>", from: start + 2, in: bytes), 0) }
        var (place, attributes) = (start + 1, 0)
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                place = bytes.next(byte, from: place).map { $0 + 1 } ?? bytes.count
            } else if byte == UInt8(ascii: "=") {
                attributes += 1
                guard attributes <= maximumAttributes else { return nil }
            } else if byte == UInt8(ascii: ">") {
                return (place, attributes)
            }
        }
        return (place, attributes)
    }

    private static func end(with closing: StaticString, from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var place = start
        while let found = bytes.next(closing.utf8Start.pointee, from: place) {
            if bytes.holds(closing, at: found) { return found + closing.utf8CodeUnitCount }
            place = found + 1
        }
        return bytes.count
    }
}
