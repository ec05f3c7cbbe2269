import Foundation
import Testing

/// docs/contract.md names for each line of the contract the tests that prove it; this test fails when one is missing.
struct ContractTableTests {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    private static let contract = tests.deletingLastPathComponent().appending(path: "docs/contract.md")
    private static let heading = "| line | tests |"

    /// The sentence names of all tests.
    private func names() throws -> Set<String> {
        let files = FileManager.default.enumerator(at: Self.tests, includingPropertiesForKeys: nil)?.allObjects ?? []
        let sources = files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
        return try sources.reduce(into: []) { names, file in
            let text = try String(contentsOf: file, encoding: .utf8)
            for match in text.matches(of: /func `([^`]+)`/) { names.insert(String(match.1)) }
        }
    }

    /// Lines and the tests they name, of the tables with the heading `| line | tests |`.
    private func rows() throws -> [(line: String, tests: [String])] {
        let text = try String(contentsOf: Self.contract, encoding: .utf8)
        var rows: [(line: String, tests: [String])] = []
        var isProof = false
        for row in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard row.hasPrefix("|") else {
                isProof = false
                continue
            }
            if row == Self.heading { isProof = true }
            guard isProof, row != Self.heading, !row.hasPrefix("|---") else { continue }
            let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let tests = cells.dropFirst().joined().matches(of: /`([^`]+)`/).map { String($0.1) }
            rows.append((cells.first ?? "", tests))
        }
        return rows
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
