import Foundation
import TestSupport
import Testing

/// What the documents say of the program is what the program does.
@Suite struct ReadmeTests {
    private func file(_ path: String) throws -> String {
        try String(contentsOfFile: PrivateNginx.root + "/" + path, encoding: .utf8)
    }

    @Test func `the table of settings is that of the program's help`() throws {
        let help = try ChildProcess.run(RunningServer.program, ["help", "settings"]).output
        let settings = help.matches(of: /(?m)^  --(?<name>[a-z-]+)(?: \[(?<fallback>[^\]]*)\])?$/)
        #expect(settings.count > 10)
        let rows = try file("docs/settings.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
        for setting in settings {
            let fallback = setting.fallback.map { "`\($0)`" } ?? "–"
            let start = "| `\(setting.name)` | \(fallback) |"
            #expect(rows.contains { $0.hasPrefix(start) }, "docs/settings.md lacks \(start)")
        }
        #expect(rows.count == settings.count, "docs/settings.md has settings that the program does not know")
    }

    @Test func `the help begins no line of a setting at the margin`() throws {
        let help = try ChildProcess.run(RunningServer.program, ["help", "settings"]).output
        let lines = help.prefix(upTo: help.range(of: "USAGE:")?.lowerBound ?? help.endIndex).split(separator: "\n")
        let settings = lines.drop { !$0.hasPrefix("  --") }
        #expect(settings.count > 20)
        for line in settings { #expect(line.hasPrefix("  ") && line.count <= 80, "\(line)") }
    }
}
