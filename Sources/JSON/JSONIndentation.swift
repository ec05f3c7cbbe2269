/// Puts JSON text on indented lines, for people; the values stay as they are written.
package struct JSONIndentation {
    /// Blanks for each level.
    private static let width = 2

    private var text: [UInt8] = []
    private var depth: Int

    private init(depth: Int) { self.depth = depth }

    /// - Parameters:
    ///   - json: JSON without blanks between its tokens, as `JSONWriter` writes it.
    ///   - depth: The level of all lines but the first, which begins where the caller stands.
    package static func indent(_ json: [UInt8], depth: Int = 0) -> [UInt8] {
        var indentation = JSONIndentation(depth: depth)
        indentation.text.reserveCapacity(2 * json.count)
        var index = 0
        while index < json.count { index = indentation.take(json, at: index) }
        return indentation.text
    }

    /// Takes the token at `index`; returns the index after it.
    private mutating func take(_ json: [UInt8], at index: Int) -> Int {
        let byte = json[index]
        switch byte {
        case UInt8(ascii: "\""): return string(json, from: index)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            text.append(byte)
            if index + 1 < json.count, json[index + 1] == byte + 2 {
                text.append(byte + 2)
                return index + 2
            }
            depth += 1
            newLine()
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            newLine()
            text.append(byte)
        case UInt8(ascii: ","):
            text.append(byte)
            newLine()
        case UInt8(ascii: ":"): text += [byte, UInt8(ascii: " ")]
        default: text.append(byte)
        }
        return index + 1
    }

    private mutating func string(_ json: [UInt8], from start: Int) -> Int {
        var end = start + 1
        while end < json.count, json[end] != UInt8(ascii: "\"") { end += json[end] == UInt8(ascii: "\\") ? 2 : 1 }
        end = min(end + 1, json.count)
        text += json[start..<end]
        return end
    }

    private mutating func newLine() {
        text.append(UInt8(ascii: "\n"))
        text += [UInt8](repeating: UInt8(ascii: " "), count: max(0, depth) * Self.width)
    }
}
