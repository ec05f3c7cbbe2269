import Testing

@testable import LineRecognition

/// The network's results here have the columns blank, a, b, 漢 and space.
struct CTCDecoderTests {
    private static let table = CharacterTable(["a", "b", "漢"])

    private func read(_ rows: [[Float]]) -> [ReadCharacter] {
        rows.flatMap(\.self).withUnsafeBufferPointer {
            CTCDecoder(Self.table).characters(in: $0, steps: rows.count)
        }
    }

    private static let blank: [Float] = [0.9, 0.05, 0.05, 0, 0]
    private static func a(_ probability: Float) -> [Float] { [1 - probability, probability, 0, 0, 0] }

    @Test func `a character that lasts is read once, with its highest probability and its middle`() {
        let read = read([Self.blank, Self.a(0.6), Self.a(0.8), Self.a(0.7), Self.blank])
        #expect(read.map(\.character) == ["a"])
        #expect(abs((read.first?.confidence ?? 0) - 0.8) < 0.001)
        #expect(read.first?.place == 2.5)
    }

    @Test func `a blank step divides equal characters`() {
        #expect(read([Self.a(0.9), Self.blank, Self.a(0.9)]).map(\.character) == ["a", "a"])
    }

    @Test func `a space is no character but the blank before the next one`() {
        let read = read([Self.a(0.9), [0.1, 0, 0, 0, 0.9], [0, 0, 1, 0, 0]])
        #expect(read.map(\.character) == ["a", "b"])
        #expect(abs((read.last?.blankBefore ?? 0) - 0.9) < 0.001)
        #expect(read.first?.blankBefore == 0)
    }

    @Test func `a space that is less probable than none still counts`() {
        let read = read([Self.a(0.9), [0.9, 0, 0, 0, 0.1], [0, 0, 1, 0, 0]])
        #expect(abs((read.last?.blankBefore ?? 0) - 0.1) < 0.001)
    }

    @Test func `a character of another script is not read`() {
        #expect(read([[0.02, 0.03, 0, 0.95, 0]]).isEmpty)
    }

    @Test func `results that are too short are not read beyond their end`() {
        let numbers: [Float] = [0, 1, 0]
        let read = numbers.withUnsafeBufferPointer { CTCDecoder(Self.table).characters(in: $0, steps: 4) }
        #expect(read.isEmpty)
    }
}
