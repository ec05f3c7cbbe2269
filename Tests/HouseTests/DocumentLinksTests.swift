import Foundation
import Testing

/// The documents lead to what exists: their relative links, and the paths that they name in backticks.
struct DocumentLinksTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Folders whose paths are checked where a document names them in backticks.
    private static let folders = [
        "Sources/", "Tests/", "scripts/", "docs/", "nginx/", "systemd/", "bench/", "hosts/", "ops/",
    ]

    /// README, CONTRIBUTING and everything in docs.
    private func documents() throws -> [(file: URL, text: String)] {
        let docs = Self.root.appending(path: "docs")
        let found = FileManager.default.enumerator(at: docs, includingPropertiesForKeys: nil)?.allObjects ?? []
        let inside = found.compactMap { $0 as? URL }.filter { $0.pathExtension == "md" }
        let files = ["README.md", "CONTRIBUTING.md"].map { Self.root.appending(path: $0) } + inside
        return try files.map { ($0, try String(contentsOf: $0, encoding: .utf8)) }
    }

    private func exists(_ file: URL) -> Bool {
        FileManager.default.fileExists(atPath: file.path(percentEncoded: false))
    }

    @Test func `every relative link of a document leads to a file`() throws {
        var checked = 0
        for (file, text) in try documents() {
            for match in text.matches(of: /\]\((?<target>[^)\s]+)\)/) {
                let path = match.target.prefix { $0 != "#" }
                guard !path.isEmpty, !path.contains(":") else { continue }
                let target = file.deletingLastPathComponent().appending(path: String(path))
                #expect(exists(target), "\(file.lastPathComponent) links to \(path)")
                checked += 1
            }
        }
        #expect(checked > 20)
    }

    @Test func `every link to a heading finds it`() throws {
        let documents = try documents()
        let anchors = Dictionary(
            uniqueKeysWithValues: documents.map { file, text in
                (file.standardizedFileURL, Set(text.matches(of: /(?m)^#+ (.+)$/).map { anchor(String($0.1)) }))
            })
        for (file, text) in documents {
            for match in text.matches(of: /\]\((?<target>[^)#:\s]*)#(?<anchor>[^)\s]+)\)/) {
                let other = file.deletingLastPathComponent().appending(path: String(match.target))
                let known = anchors[match.target.isEmpty ? file.standardizedFileURL : other.standardizedFileURL]
                #expect(
                    known?.contains(String(match.anchor)) == true,
                    "\(file.lastPathComponent) links to \(match.target)#\(match.anchor)")
            }
        }
    }

    @Test func `every path that a document names in backticks is there`() throws {
        var checked = 0
        for (file, text) in try documents() {
            for match in text.matches(of: /`(?<code>[^`\n]+)`/) {
                // A command's arguments follow its path; a test's name may begin like one, but has no slash.
                let path = String(match.code.prefix { $0 != " " })
                guard Self.folders.contains(where: path.hasPrefix), !path.contains(/[*…<>()]/) else { continue }
                #expect(exists(Self.root.appending(path: path)), "\(file.lastPathComponent) names \(path)")
                checked += 1
            }
        }
        #expect(checked > 50)
    }

    /// As the usual viewers make it: lower case, blanks as hyphens, other signs left out.
    private func anchor(_ heading: String) -> String {
        String(heading.lowercased().compactMap { $0 == " " ? "-" : $0.isLetter || $0.isNumber || $0 == "-" ? $0 : nil })
    }
}
