/// Splits XML into tags and text, skips comments and processing instructions, and refuses a document type.
///
/// It replaces Foundation's parser, which traps on some malformed input and takes microseconds for each element. Its
/// input must be UTF-8 without control characters, as from `XMLEncoding`.
struct XMLScanner {
    enum Piece {
        /// The scanner has its attributes until the next piece.
        case start(name: Range<Int>, isEmpty: Bool)
        case end(name: Range<Int>)
        /// Text with unresolved references.
        case text(Range<Int>)
        /// The literal text of a CDATA section.
        case section(Range<Int>)
    }

    /// The most attributes of one element; an invoice's elements have a few, including namespaces.
    private static let maximumAttributes = 64
    /// The most attributes in all, about one for every fourth of the most elements.
    private static let maximumAttributesInAll = 100_000
    /// The most bytes of a name; the longest name in CII and UBL has 60.
    private static let longestName = 200

    let bytes: [UInt8]
    /// The last start tag's attributes; values without quotes and with unresolved references.
    private(set) var attributes: [(name: Range<Int>, value: Range<Int>)] = []
    private var attributesInAll = 0
    private var place = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
    }

    /// The next piece; nil at the end.
    mutating func next() throws(EInvoiceError) -> Piece? {
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "<") else { return .text(run()) }
            if holds("<!--") {
                try pass(behind: "-->", after: 4)
            } else if holds("<?") {
                try pass(behind: "?>", after: 2)
            } else if holds("<![CDATA[") {
                let start = place + 9
                try pass(behind: "]]>", after: 9)
                return .section(start..<place - 3)
            } else if holds("<!DOCTYPE") {
                throw .hasDoctype
            } else {
                return holds("</") ? try endTag() : try startTag()
            }
        }
        return nil
    }

    /// The error for a fault just before the next piece.
    var malformed: EInvoiceError {
        .malformed(line: 1 + bytes[..<min(place, bytes.count)].count { $0 == UInt8(ascii: "\n") })
    }
}

// MARK: Tags

extension XMLScanner {
    private mutating func startTag() throws(EInvoiceError) -> Piece {
        place += 1
        let name = try name()
        attributes.removeAll(keepingCapacity: true)
        while true {
            let isApart = passSpaces()
            switch place < bytes.count ? bytes[place] : 0 {
            case UInt8(ascii: ">"):
                place += 1
                return .start(name: name, isEmpty: false)
            case UInt8(ascii: "/"):
                place += 1
                try take(">")
                return .start(name: name, isEmpty: true)
            default:
                guard isApart else { throw malformed }
                try attribute()
            }
        }
    }

    private mutating func endTag() throws(EInvoiceError) -> Piece {
        place += 2
        let name = try name()
        _ = passSpaces()
        try take(">")
        return .end(name: name)
    }

    private mutating func attribute() throws(EInvoiceError) {
        let name = try name()
        _ = passSpaces()
        try take("=")
        _ = passSpaces()
        guard place < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[place]),
            let end = bytes.next(bytes[place], from: place + 1)
        else { throw malformed }
        let value = place + 1..<end
        guard bytes.next(UInt8(ascii: "<"), in: value) == nil else { throw malformed }
        place = end + 1
        attributes.append((name, value))
        attributesInAll += 1
        guard attributes.count <= Self.maximumAttributes, attributesInAll <= Self.maximumAttributesInAll else {
            throw .tooLarge
        }
    }

    private mutating func name() throws(EInvoiceError) -> Range<Int> {
        let start = place
        while place < bytes.count, Self.isPartOfName[Int(bytes[place])] {
            place += 1
            guard place - start <= Self.longestName else { throw .tooLarge }
        }
        guard place > start, !Self.cannotBeginName.contains(bytes[start]) else { throw malformed }
        return start..<place
    }

    private static let cannotBeginName = Set("-.0123456789".utf8)

    /// For each byte: true for letters, digits and all non-ASCII bytes.
    private static let isPartOfName: [Bool] = {
        let letters = "abcdefghijklmnopqrstuvwxyz"
        let known = Set((letters + letters.uppercased() + "0123456789:-._").utf8)
        return (0...255).map { $0 >= 0x80 || known.contains(UInt8($0)) }
    }()
}

// MARK: Places

extension XMLScanner {
    private mutating func run() -> Range<Int> {
        let start = place
        place = bytes.next(UInt8(ascii: "<"), from: place) ?? bytes.count
        return start..<place
    }

    private mutating func passSpaces() -> Bool {
        let start = place
        while place < bytes.count, bytes[place].isXMLSpace { place += 1 }
        return place > start
    }

    private mutating func take(_ sign: Unicode.Scalar) throws(EInvoiceError) {
        guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { throw malformed }
        place += 1
    }

    /// Skips to the end of `closing`, which ends in `>` and begins at least `opening` bytes from here.
    private mutating func pass(behind closing: StaticString, after opening: Int) throws(EInvoiceError) {
        let length = closing.utf8CodeUnitCount
        var from = place + opening + length - 1
        while let found = bytes.next(UInt8(ascii: ">"), from: from) {
            if bytes.holds(closing, at: found + 1 - length) {
                place = found + 1
                return
            }
            from = found + 1
        }
        throw malformed
    }

    private func holds(_ text: StaticString) -> Bool { bytes.holds(text, at: place) }
}

extension UInt8 {
    var isXMLSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
