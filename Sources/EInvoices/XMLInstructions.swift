/// Processing instructions: an invoice means nothing by them, and Foundation's parser traps on one without content.
enum XMLInstructions {
    /// The same bytes with spaces in their place, but for the declaration at the beginning.
    ///
    /// Wherever they stand, in a broken tag too: behind a fault the parser sees instructions where nobody else does.
    static func blanked(_ bytes: [UInt8]) -> [UInt8] {
        var plain = bytes
        var place = endOfDeclaration(bytes)
        while let span = bytes.withUnsafeBufferPointer({ next(in: $0, from: place) }) {
            for index in span { plain[index] = UInt8(ascii: " ") }
            place = span.upperBound
        }
        return plain
    }

    private static func next(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int>? {
        var place = start
        while let found = bytes.next(UInt8(ascii: "<"), from: place) {
            if bytes.holds("<?", at: found) { return found..<end(of: found, in: bytes) }
            place = found + 1
        }
        return nil
    }

    /// Behind `?>`; without one, the end of all.
    private static func end(of start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var place = start + 2
        while let found = bytes.next(UInt8(ascii: "?"), from: place) {
            if bytes.holds("?>", at: found) { return found + 2 }
            place = found + 1
        }
        return bytes.count
    }

    /// Up to the first `>`: what is broken before it is no declaration, and may hold an instruction.
    private static func endOfDeclaration(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBufferPointer { bytes in
            let start = bytes.holds("\u{FEFF}", at: 0) ? 3 : 0
            let spaces = [" ", "\t", "\r", "\n"] as [StaticString]
            let isDeclaration =
                bytes.holds("<?xml", at: start) && spaces.contains { bytes.holds($0, at: start + 5) }
            guard isDeclaration, let last = bytes.next(UInt8(ascii: ">"), from: start), bytes.holds("?>", at: last - 1)
            else { return 0 }
            return last + 1
        }
    }
}
