import Foundation
import Invoices
import JSON
import ReaderWire

/// Reads the output of `read --pages`.
enum PagesFile {
    static func documents(_ path: String) throws -> [String: ReadDocument] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let limits = JSONReader.Limits(bytes: 64 << 20, depth: 32, elements: 5_000_000)
        var documents: [String: ReadDocument] = [:]
        for line in text.split(separator: "\n") {
            let json = try JSONReader.read(Array(line.utf8), limits: limits)
            guard let id = json["id"]?.string, let pages = json["pages"]?.array else { continue }
            documents[id] = ReadDocument(pages: try pages.map { try Page($0) })
        }
        return documents
    }
}
