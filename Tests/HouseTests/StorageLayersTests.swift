import Foundation
import Testing

/// Inside Storage references run one way: a folder names types of the folders before it in `order`, and of none behind.
///
/// A search in the text for names of types: it does not see who calls a member that an extension adds.
struct StorageLayersTests {
    /// The lowest first; all files of a folder's own folders are its.
    private static let order = [
        "Support", "Records", "Rows", "Transitions", "Queue", "Lists", "Housekeeping", "Stores",
    ]

    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/Storage")

    /// One of Storage's files; its code without comments.
    private struct SourceFile {
        let name: String
        let layer: Int
        let code: String

        /// Names of the types that it declares outside of others, unless they are private.
        var declared: [String] {
            let pattern =
                /^(?:@\w+ )*(?:(?:package|public|final|indirect) )*(?:struct|class|enum|protocol|actor|typealias) (\w+)/
                .anchorsMatchLineEndings()
            return code.matches(of: pattern).map { String($0.1) }
        }

        /// Names that it could take from elsewhere: no member's.
        var named: Set<String> { Set(code.matches(of: /(?:^|[^\w.])([A-Z]\w*)/).map { String($0.1) }) }
    }

    @Test func `no folder names a type of a folder above it`() throws {
        let files = try files()
        let layers = layers(of: files)
        var downwards = 0
        for file in files {
            for name in file.named {
                guard let layer = layers[name], layer != file.layer else { continue }
                if layer < file.layer { downwards += 1 }
                #expect(
                    layer < file.layer,
                    "\(Self.order[file.layer])/\(file.name) names \(name) of \(Self.order[layer])")
            }
        }
        // There is something to look at.
        #expect(downwards > 100)
        #expect(Set(files.map(\.layer)).count == Self.order.count)
    }

    @Test func `a reference upwards is found`() throws {
        let layers = layers(of: try files())
        let file = SourceFile(name: "Sample.swift", layer: 0, code: "let store: JobStore? = Stores.none")
        #expect(Set(file.named.filter { layers[$0] ?? 0 > file.layer }) == ["JobStore", "Stores"])
    }

    private func layers(of files: [SourceFile]) -> [String: Int] {
        Dictionary(
            files.flatMap { file in file.declared.map { ($0, file.layer) } }, uniquingKeysWith: { first, _ in first })
    }

    private func files() throws -> [SourceFile] {
        let found = FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil)
        return try (found?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
            url in
            let folder = url.pathComponents[Self.sources.pathComponents.count]
            let layer = try #require(Self.order.firstIndex(of: folder), "\(folder) has no place in the order")
            let text = try String(contentsOf: url, encoding: .utf8)
            return SourceFile(
                name: url.lastPathComponent, layer: layer,
                code: text.replacing(/\/\/.*/.dotMatchesNewlines(false), with: ""))
        }
    }
}
