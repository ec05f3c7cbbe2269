/// A look at the tags before the parser sees them: it compares each attribute of an element with all others.
enum XMLTags {
    /// Of one element; an invoice's have a few.
    private static let maximumAttributes = 1000

    static func areModest(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var place = 0
            while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
                guard let end = end(ofTag: start, in: bytes) else { return false }
                place = end
            }
            return true
        }
    }

    /// Where the tag, comment, instruction or section that begins there ends; nil with too many attributes.
    private static func end(ofTag start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
            as [(StaticString, StaticString)]
        where starts(opening, at: start, in: bytes) {
            return end(with: closing, from: start + opening.utf8CodeUnitCount, in: bytes)
        }
        var (place, quote, attributes) = (start + 1, UInt8(0), 0)
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "=") {
                attributes += 1
                guard attributes <= maximumAttributes else { return nil }
            } else if byte == UInt8(ascii: ">") {
                return place
            }
        }
        return place
    }

    private static func end(with closing: StaticString, from start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var place = start
        while place < bytes.count {
            if starts(closing, at: place, in: bytes) { return place + closing.utf8CodeUnitCount }
            place += 1
        }
        return bytes.count
    }

    private static func starts(_ text: StaticString, at place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        text.withUTF8Buffer { text in
            place + text.count <= bytes.count && text.indices.allSatisfy { bytes[place + $0] == text[$0] }
        }
    }
}
