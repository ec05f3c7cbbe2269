import Foundation
import JSON
import Testing

@testable import FieldExtraction
@testable import Invoices

/// The data files of table headings: each must be whole, since the program takes them as they are.
struct TableTermsTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/FieldExtraction/Headings")

    @Test(arguments: ["da", "de", "en", "es", "fr", "it", "lv", "nl", "pl", "pt", "sv"])
    func `a language's headings name the columns that every table has`(language: String) throws {
        let file = Self.folder.appending(path: "table-\(language).json")
        let terms = try JSONReader.read([UInt8](Data(contentsOf: file)))
        for name in ["description", "quantity", "unitPrice", "amount", "tax", "tableEnd"] {
            let list = try #require(terms[name]?.array, "\(language) has no \(name)")
            #expect(!list.isEmpty && list.allSatisfy { $0.string?.isEmpty == false })
        }
    }
}
