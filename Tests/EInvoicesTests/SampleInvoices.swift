import Foundation

@testable import EInvoices

/// The e-invoices in Tests/Samples/e-invoices.
enum SampleInvoices {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    static let folder = tests.deletingLastPathComponent().appending(path: "Samples/e-invoices")

    static func files(in folder: URL = folder) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "xml" }.sorted { $0.path < $1.path }
    }
}
