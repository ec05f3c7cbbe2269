import Foundation
import Invoices
import Testing

@testable import Reading

/// Files whose pages do not show what is in them.
@Suite(.timeLimit(.minutes(20)))
struct UnshownContentTests {
    private func findings(catalog: String, objects: [String] = []) throws -> [Finding] {
        let bytes = OnePagePDF.file(
            content: "BT /F1 9 Tf 40 200 Td (Please wait) Tj ET", catalog: catalog, objects: objects)
        let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).pdf").path
        try Data(bytes).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try DocumentReader(path: path, recognisers: Recognisers()).summary.findings
    }

    @Test func `a portfolio says that only its cover was read`() throws {
        let found = try findings(catalog: "/Collection<</Type/Collection/View/D>>")
        #expect(found.map(\.code) == [.portfolio] && found.allSatisfy { $0.severity == .error })
        #expect(try findings(catalog: "/Collection null").isEmpty)
    }

    private let data = "<</Length 9>>stream\n<a>1</a>\n\nendstream"

    @Test(arguments: [
        ("/AcroForm<</Fields[]/XFA 6 0 R>>/NeedsRendering true", true), ("/AcroForm<</Fields[]/XFA 6 0 R>>", true),
        ("/AcroForm<</Fields[7 0 R]/XFA 6 0 R>>", false), ("/AcroForm<</Fields[]>>", false),
        ("/AcroForm<</Fields[7 0 R]/XFA[(datasets) 6 0 R]>>/NeedsRendering true", true),
        ("/AcroForm<</Fields[]/XFA 6 0 R>>/NeedsRendering false", false),
    ]) func `a form that only its own program draws is told`(catalog: String, isTold: Bool) throws {
        let found = try findings(catalog: catalog, objects: [data, "<</FT/Tx/T(a)/V(b)>>"])
        #expect(found.map(\.code) == (isTold ? [.formNotRead] : []))
    }

    @Test func `an ordinary file says nothing`() throws { #expect(try findings(catalog: "").isEmpty) }
}
