import Foundation
import Testing

@testable import LineRecognition

struct LineRecognitionTests {
    private func folder(with files: [String: String]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "parts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        return folder.path
    }

    @Test func `an empty folder lacks the library first, then the models`() throws {
        let empty = try folder(with: [:])
        defer { try? FileManager.default.removeItem(atPath: empty) }
        #expect(throws: LineRecognitionError.missing("libopenvino_c.so")) { _ = try LineRecognition(folder: empty) }
        let library = try folder(with: ["libopenvino_c.so": ""])
        defer { try? FileManager.default.removeItem(atPath: library) }
        #expect(LineRecognition.missing(in: library) == "PP-OCRv6_det_small.onnx")
    }

    @Test func `tall pictures are searched in tiles that share rows`() {
        #expect(TextDetector.starts(of: 960, 960) == [0])
        let starts = TextDetector.starts(of: 3000, 960)
        #expect(starts.first == 0 && (starts.last ?? 0) + 960 >= 3000)
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 < 960 })
    }

    @Test func `a picture is made a little smaller where that saves a tile, and never much smaller`() {
        #expect(TextDetector.plan(width: 600, height: 900).factor == 1)
        #expect(TextDetector.plan(width: 600, height: 1100).factor == 960.0 / 1100)
        #expect(TextDetector.plan(width: 700, height: 900).tile.width == 640)
        #expect(TextDetector.plan(width: 900, height: 900).tile.width == 960)
        for (width, height) in [(50, 5000), (1300, 700), (1920, 4000), (1, 1)] {
            let plan = TextDetector.plan(width: width, height: height)
            #expect(plan.factor <= 1 && plan.factor >= 0.64 * min(1, 960 / Double(width)), "\(width) × \(height)")
            #expect(Double(width) * plan.factor <= Double(plan.tile.width) + 1)
        }
    }
}
