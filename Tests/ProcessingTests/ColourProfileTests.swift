import Foundation
import Testing

struct ColourProfileTests {
    /// Poppler finds it only among the symbols that the program shows to libraries.
    @Test func `the reader refuses colour profiles in the library's place`() throws {
        let tool = Process()
        tool.executableURL = URL(filePath: "/usr/bin/nm")
        tool.arguments = ["--dynamic", "--defined-only", BuiltReader.path]
        let output = Pipe()
        tool.standardOutput = output
        try tool.run()
        let symbols = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        tool.waitUntilExit()
        #expect(symbols.contains(" T cmsOpenProfileFromMem\n"))
    }
}
