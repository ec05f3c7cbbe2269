import Foundation
import Testing

/// What holds of the console's files without a browser.
struct ConsoleFilesTests {
    private static let web = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "web")
    /// What a browser has to load of scripts, compressed.
    private static let mostCompressedScript = 150_000
    private static let longestFile = 200
    /// Names in filters that look like keys of texts.
    private static let fieldsOfTheAPI: Set = ["review.state", "review.priority"]

    private static func scripts(_ folder: String = "scripts") throws -> [(path: String, text: String)] {
        let found = FileManager.default.enumerator(at: web.appending(path: folder), includingPropertiesForKeys: nil)
        let files = (found?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "js" }
        return try files.map { ($0.path, try String(contentsOf: $0, encoding: .utf8)) }
    }

    private static func texts(_ language: String) throws -> [String: String] {
        let data = try Data(contentsOf: web.appending(path: "texts/\(language).json"))
        return try JSONDecoder().decode([String: String].self, from: data)
    }

    private static func placeholders(_ text: String) -> Set<String> {
        Set(text.matches(of: /\{(\w+)\}/).map { String($0.1) })
    }

    @Test func `both languages have the same texts, with the same values in them`() throws {
        let english = try Self.texts("en")
        let german = try Self.texts("de")
        #expect(Set(english.keys) == Set(german.keys))
        for (key, text) in english {
            #expect(Self.placeholders(text) == Self.placeholders(german[key] ?? ""), "\(key)")
            #expect(!text.isEmpty && german[key] != "", "\(key)")
        }
    }

    @Test func `every text is used, and every text that is used is there`() throws {
        let scripts = try Self.scripts().map(\.text).joined()
        let keys = Set(try Self.texts("en").keys)
        let literal = Set(scripts.matches(of: /"([a-z][A-Za-z]*\.[A-Za-z.]+)"/).map { String($0.1) })
        // `text(`status.${job.status}`)` uses all that begin with `status.`.
        let prefixes = Set(scripts.matches(of: /`([a-z][A-Za-z]*\.)\$\{/).map { String($0.1) })
        for key in keys {
            #expect(literal.contains(key) || prefixes.contains { key.hasPrefix($0) }, "\(key) is not used")
        }
        let used = scripts.matches(of: /\btext\("([^"]+)"/).map { String($0.1) }
        #expect(used.count > 50)
        let families = Set(keys.map { $0.prefix { $0 != "." } })
        let alike = literal.subtracting(Self.fieldsOfTheAPI).filter { key in families.contains(key.prefix { $0 != "." })
        }
        for key in alike.union(used) { #expect(keys.contains(key), "\(key) is not there") }
    }

    @Test func `no script makes markup of a text or runs one`() throws {
        let scripts = try Self.scripts() + Self.scripts("docs/scripts")
        #expect(scripts.count > 30)
        for (name, text) in scripts {
            for word in ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"] {
                #expect(!text.contains(word), "\(name) has \(word)")
            }
            #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= Self.longestFile, "\(name)")
        }
        for page in ["index.html", "docs/index.html"] {
            let text = try String(contentsOf: Self.web.appending(path: page), encoding: .utf8)
            #expect(!text.contains(/(src|href)="(https?:)?\/\//) && !text.contains(/<script(?![^>]*src=)/))
        }
    }

    @Test func `the scripts are small`() throws {
        let archive = Process()
        archive.executableURL = URL(filePath: "/bin/sh")
        archive.arguments = ["-c", "find \"$0/scripts\" -name '*.js' -exec cat {} + | gzip -6 | wc -c", Self.web.path]
        let pipe = Pipe()
        archive.standardOutput = pipe
        try archive.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let size = try #require(Int(output.trimmingCharacters(in: .whitespacesAndNewlines)))
        #expect(size > 5_000 && size < Self.mostCompressedScript)
    }

    private struct ErrorAction: Decodable {
        let status: Int
        let action: String
    }

    @Test func `the documentation says of every error code what to do`() throws {
        let data = try Data(contentsOf: Self.web.appending(path: "docs/errors.json"))
        let actions = try JSONDecoder().decode([String: ErrorAction].self, from: data)
        let contract = try String(
            contentsOf: Self.web.deletingLastPathComponent().appending(path: "docs/contract.md"), encoding: .utf8)
        // The rows of the contract's table of status codes end with the codes.
        let rows = contract.split(separator: "\n").filter {
            $0.contains(/^\| [45]\d\d/) && $0.split(separator: "|").count == 3
        }
        let codes = rows.flatMap { $0.split(separator: "|")[2].matches(of: /`([a-z_]+)`/).map { String($0.1) } }
        #expect(codes.count > 30)
        #expect(Set(codes).subtracting(actions.keys).isEmpty)
        #expect(actions.values.allSatisfy { (400..<600).contains($0.status) && !$0.action.isEmpty })
    }
}
