import Foundation
import Testing

@testable import LineRecognition

struct ModelCharactersTests {
    /// A field of bytes with a number below 16, shorter than 128.
    private func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        [number << 3 | 2, UInt8(bytes.count)] + bytes
    }

    private func pair(_ key: String, _ value: String) -> [UInt8] {
        field(14, field(1, Array(key.utf8)) + field(2, Array(value.utf8)))
    }

    private func characters(of bytes: [UInt8]) throws -> [String]? {
        let file = FileManager.default.temporaryDirectory.appending(path: "model-\(UUID().uuidString).onnx")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return ModelCharacters.read(file.path)
    }

    @Test func `the characters are found among other fields of all kinds`() throws {
        let model: [UInt8] =
            [1 << 3, 0x96, 0x01] + [2 << 3 | 5, 1, 2, 3, 4] + [3 << 3 | 1, 1, 2, 3, 4, 5, 6, 7, 8]
            + field(7, Array("weights".utf8)) + pair("shape", "1") + pair("character", "!\n\"\né\n")
        #expect(try characters(of: model) == ["!", "\"", "é"])
    }

    @Test func `a model without them has none`() throws {
        #expect(try characters(of: pair("shape", "1")) == nil)
        #expect(ModelCharacters.read("/nonexistent.onnx") == nil)
    }

    @Test func `a message that ends early keeps the fields before`() {
        let whole = field(1, [7, 7]) + field(2, [8, 8, 8])
        for length in 0..<whole.count {
            let fields = ProtocolBuffer(Data(whole.prefix(length))).fields
            #expect(fields.count == (length >= 4 ? 1 : 0))
        }
        #expect(ProtocolBuffer(Data(repeating: 0xFF, count: 40)).fields.isEmpty)
    }
}
