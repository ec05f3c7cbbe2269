import Foundation
import Testing

/// What a reader can take in at once: no long file, no full folder.
struct TreeSizeTests {
    private static let longestFile = 300
    private static let fullestFolder = 25

    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    private static var files: [URL] {
        let found = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        return (found?.allObjects ?? []).compactMap { $0 as? URL }.filter {
            ["swift", "c", "h", "json", "sql"].contains($0.pathExtension)
        }
    }

    @Test func `no source file is longer than 300 lines`() throws {
        let swift = Self.files.filter { $0.pathExtension == "swift" }
        #expect(swift.count > 100)
        for file in swift {
            let lines = try String(contentsOf: file, encoding: .utf8).split(
                separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count <= Self.longestFile, "\(file.lastPathComponent)")
        }
    }

    @Test func `no folder holds more than 25 files`() {
        for (folder, files) in Dictionary(grouping: Self.files, by: { $0.deletingLastPathComponent().path }) {
            #expect(files.count <= Self.fullestFolder, "\(folder)")
        }
    }
}
