import Foundation

/// Reads the characters of a recognition model from its ONNX file.
///
/// ONNX is a protocol buffer: `ModelProto` has its metadata as pairs of strings in field 14 (`metadata_props`), and there
/// PaddleOCR puts one character a line under the key `character`.
enum ModelCharacters {
    private static let metadata: UInt64 = 14
    private static let (key, value): (UInt64, UInt64) = (1, 2)
    private static let name = "character"

    /// The characters in the order of the network's results, which begin with CTC's blank and end with a space that the
    /// file does not name. Nil if the file has none.
    static func read(_ path: String) -> [String]? {
        guard let file = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped) else { return nil }
        for pair in ProtocolBuffer(file).fields where pair.number == metadata {
            let fields = ProtocolBuffer(pair.bytes).fields
            guard fields.contains(where: { $0.number == key && $0.bytes.elementsEqual(name.utf8) }),
                let text = fields.first(where: { $0.number == value })
            else { continue }
            return String(decoding: text.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
        return nil
    }
}

/// The outermost fields of a protocol buffer's message (protobuf.dev, “Encoding”).
struct ProtocolBuffer {
    private var rest: Data

    init(_ message: Data) { rest = message }

    /// Those of strings and messages; ends at the first byte that is not understood.
    var fields: [(number: UInt64, bytes: Data)] {
        var reader = self
        var fields: [(number: UInt64, bytes: Data)] = []
        while let tag = reader.number() {
            switch tag & 7 {
            case 0: guard reader.number() != nil else { return fields }
            case 1: guard reader.bytes(8) != nil else { return fields }
            case 2:
                guard let length = reader.number(), let bytes = reader.bytes(length) else { return fields }
                fields.append((tag >> 3, bytes))
            case 5: guard reader.bytes(4) != nil else { return fields }
            default: return fields
            }
        }
        return fields
    }

    /// A number in base 128, the lowest digits first.
    private mutating func number() -> UInt64? {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            number |= UInt64(byte & 127) << shift
            if byte < 128 { return number }
        }
        return nil
    }

    private mutating func bytes(_ length: UInt64) -> Data? {
        guard length <= UInt64(rest.count) else { return nil }
        let bytes = rest.prefix(Int(length))
        rest = rest.dropFirst(Int(length))
        return bytes
    }
}
