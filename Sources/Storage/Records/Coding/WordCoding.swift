import Invoices

/// A page's lines and words ↔ packed bytes: some 35 bytes a word where JSON takes 150.
///
/// Version 1: varint of lines; a line is varint block, varint of words; a word is text, confidence and box as Float32,
/// a byte of flags, and its alternatives. A text is varint of its bytes and UTF-8.
enum WordCoding {
    private static let version: UInt8 = 1

    static func write(_ lines: [TextLine]) -> [UInt8] {
        var bytes: [UInt8] = [version]
        append(lines.count, to: &bytes)
        for line in lines {
            append(line.block, to: &bytes)
            append(line.words.count, to: &bytes)
            for word in line.words { append(word, to: &bytes) }
        }
        return bytes
    }

    static func read(_ bytes: [UInt8]) throws -> [TextLine] {
        var reader = PackedReader(bytes)
        guard try reader.byte() == version else { throw StorageError.damaged("Packed words of another version.") }
        return try (0..<reader.count()).map { _ in
            let block = try reader.number()
            return TextLine(words: try (0..<reader.count()).map { _ in try word(&reader) }, block: block)
        }
    }

    private static func append(_ word: Word, to bytes: inout [UInt8]) {
        append(word.text, to: &bytes)
        for number in [word.confidence, word.box.x, word.box.y, word.box.width, word.box.height] {
            withUnsafeBytes(of: Float(number).bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
        }
        bytes.append(word.isBold ? 1 : 0)
        append(word.alternatives.count, to: &bytes)
        for alternative in word.alternatives { append(alternative, to: &bytes) }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        append(text.utf8.count, to: &bytes)
        bytes.append(contentsOf: text.utf8)
    }

    private static func append(_ number: Int, to bytes: inout [UInt8]) {
        var rest = UInt(bitPattern: max(0, number))
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    private static func word(_ reader: inout PackedReader) throws -> Word {
        let text = try reader.text()
        let confidence = try reader.fraction()
        let box = Box(
            x: try reader.fraction(), y: try reader.fraction(), width: try reader.fraction(),
            height: try reader.fraction())
        let isBold = try reader.byte() & 1 == 1
        let alternatives = try (0..<reader.count()).map { _ in try reader.text() }
        return Word(text: text, confidence: confidence, box: box, alternatives: alternatives, isBold: isBold)
    }
}

/// Reads packed bytes, never past their end.
private struct PackedReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func byte() throws -> UInt8 {
        guard position < bytes.count else { throw StorageError.damaged("Packed words end too soon.") }
        position += 1
        return bytes[position - 1]
    }

    mutating func number() throws -> Int {
        var value: UInt = 0
        for shift in stride(from: UInt(0), to: 56, by: 7) {
            let next = try byte()
            value |= UInt(next & 0x7F) << shift
            if next < 0x80 { return Int(value) }
        }
        throw StorageError.damaged("A packed number is too long.")
    }

    /// A number of things that follow: each takes at least a byte.
    mutating func count() throws -> Int {
        let count = try number()
        guard count <= bytes.count - position else { throw StorageError.damaged("Packed words end too soon.") }
        return count
    }

    mutating func text() throws -> String {
        let length = try count()
        position += length
        return String(decoding: bytes[position - length..<position], as: UTF8.self)
    }

    mutating func fraction() throws -> Double {
        var pattern: UInt32 = 0
        for shift in stride(from: UInt32(0), to: 32, by: 8) { pattern |= UInt32(try byte()) << shift }
        return Double(Float(bitPattern: pattern))
    }
}
