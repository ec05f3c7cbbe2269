import Foundation
import JSON
import Testing

/// The drawn samples themselves: whole, small, and with expectations that add up.
@Suite struct SamplesTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Samples")

    private static func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.contains(".") }.sorted()
    }

    private static func expected(_ name: String) throws -> JSONValue {
        let data = try Data(contentsOf: folder.appending(path: name))
        return try JSONReader.read(Array(data))
    }

    @Test func `every sample has its expectation and every expectation its sample`() throws {
        let names = try Self.names()
        let expectations = Set(names.filter { $0.hasSuffix(".expected.json") }.map { String($0.dropLast(14)) })
        let documents = names.filter { !$0.hasSuffix(".json") }.map { String($0.prefix(while: { $0 != "." })) }
        #expect(expectations == Set(documents))
        #expect(documents.count >= 12)
    }

    @Test func `all kinds of file that the server reads are there`() throws {
        let endings = Set(try Self.names().compactMap { $0.split(separator: ".").last.map(String.init) })
        #expect(endings.isSuperset(of: ["pdf", "png", "jpg", "tiff", "bmp", "xml"]))
    }

    @Test func `net and tax add up to the total in every expectation`() throws {
        for name in try Self.names() where name.hasSuffix(".expected.json") {
            let fields = try Self.expected(name)
            let parts = ["subtotal", "tax", "total"].compactMap { fields[$0]?.number.flatMap { Decimal(string: $0) } }
            try #require(parts.count == 3, "\(name) lacks an amount")
            #expect(parts[0] + parts[1] == parts[2], "\(name)")
        }
    }

    @Test func `the samples stay small enough to be cloned without a thought`() throws {
        let files = FileManager.default.enumerator(at: Self.folder, includingPropertiesForKeys: [.fileSizeKey])
        var bytes = 0
        while let file = files?.nextObject() as? URL {
            bytes += try file.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0
        }
        #expect(bytes > 100_000)
        #expect(bytes < 3_000_000)
    }
}
