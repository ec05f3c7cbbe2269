import Foundation
import Testing

/// Tests/contract.md names for each line of the contract the tests that prove it; here the table is held to that.
struct ContractTableTests {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// The sentence names of all tests.
    private func names() throws -> Set<String> {
        let files = FileManager.default.enumerator(at: Self.tests, includingPropertiesForKeys: nil)?.allObjects ?? []
        let sources = files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
        return try sources.reduce(into: []) { names, file in
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /func `([^`]+)`/) { names.insert(String(match.1)) }
        }
    }

    /// Lines and the tests they name.
    private func rows() throws -> [(line: String, tests: [String])] {
        let table = try String(contentsOf: Self.tests.appending(path: "contract.md"), encoding: .utf8)
        return table.split(separator: "\n").compactMap { row in
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard row.hasPrefix("| "), cells.count == 2, cells[0] != "line" else { return nil }
            return (cells[0], cells[1].matches(of: /`([^`]+)`/).map { String($0.1) })
        }
    }

    @Test func `every line of the contract has a test that is there`() throws {
        let known = try names()
        let rows = try rows()
        #expect(rows.count > 70)
        for row in rows {
            #expect(!row.tests.isEmpty, "\(row.line) has no test")
            for test in row.tests { #expect(known.contains(test), "there is no test “\(test)”") }
        }
    }
}
