import Foundation
import TestSupport
import Testing

/// What the README says of the program, held to the program.
@Suite struct ReadmeTests {
    private func file(_ path: String) throws -> String {
        try String(contentsOfFile: PrivateNginx.root + "/" + path, encoding: .utf8)
    }

    @Test func `the table of settings is that of the program's help`() throws {
        let help = try ChildProcess.run(RunningServer.program, ["--help"]).output
        let settings = help.matches(of: /(?m)^  --(?<name>[a-z-]+)(?: \[(?<fallback>[^\]]*)\])?$/)
        #expect(settings.count > 10)
        let rows = try file("README.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
        for setting in settings {
            let fallback = setting.fallback.map { "`\($0)`" } ?? "–"
            let start = "| `\(setting.name)` | \(fallback) |"
            #expect(rows.contains { $0.hasPrefix(start) }, "README.md lacks \(start)")
        }
        #expect(rows.count == settings.count, "README.md has settings that the program does not know")
    }

    @Test func `the help begins no line of a setting at the margin`() throws {
        let help = try ChildProcess.run(RunningServer.program, ["--help"]).output
        let lines = help.prefix(upTo: help.range(of: "USAGE:")?.lowerBound ?? help.endIndex).split(separator: "\n")
        let settings = lines.drop { !$0.hasPrefix("  --") }
        #expect(settings.count > 20)
        for line in settings { #expect(line.hasPrefix("  ") && line.count <= 80, "\(line)") }
    }

    @Test func `every file and script that the documents name is there`() throws {
        let text = try file("README.md") + file("docs/deployment.md") + file("docs/design.md")
        let names = text.matches(
            of: /(?:scripts|nginx|systemd|docs|Tests\/\w+)\/[A-Za-z-]+(?:\.[a-z]+)?(?![A-Za-z\/*.])/)
        #expect(names.count > 20)
        for name in Set(names.map { String($0.output) }) where !name.hasPrefix("nginx/") || name.contains(".") {
            #expect(
                FileManager.default.fileExists(atPath: PrivateNginx.root + "/" + name), "\(name) is named but not there"
            )
        }
    }
}
