import Foundation
import Testing

/// The server may deny itself memory that is written and executed: it has no need of it.
struct MachineCodeTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    @Test func `no pattern is compiled to machine code`() throws {
        let files = try #require(FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil))
        var seen = 0
        for case let file as URL in files where ["swift", "h", "c"].contains(file.pathExtension) {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains("pcre2_jit_compile_8"), "\(file.lastPathComponent)")
            seen += 1
        }
        #expect(seen > 100)
    }
}
