import Foundation
import Testing

/// The house's arrows: a module imports only what stands at its name, and nothing points back up.
struct ModuleArrowsTests {
    private static let arrows: [String: Set<String>] = [
        "JSON": [],
        "BuildInfo": [],
        "Languages": ["JSON"],
        "Pooling": [],
        "Threads": ["CSystem"],
        "Patterns": ["CPCRE2"],
        "Dictionaries": ["CHunspell", "Pooling"],
        "Secrets": ["CCrypto"],
        "FastCGI": ["Threads", "CSystem", "CFastCGI"],
        "MariaDB": ["CMariaDB", "Pooling"],
        "Recognition": ["COCR", "CImages", "CZXing", "CLineNetwork", "CSystem"],
        "LineRecognition": ["Recognition", "COpenVINO"],
        "Rendering": ["CPoppler", "CQPDF", "Compression"],
        "Compression": ["CZlib"],
        "PDFWriting": ["CQPDF", "CLCMS"],
        "Outgoing": ["CCurl", "Secrets", "Invoices", "Threads"],
        "Invoices": ["Patterns", "JSON"],
        "FieldExtraction": ["Languages", "Invoices", "Patterns", "JSON"],
        "InvoiceCoding": ["Invoices", "JSON"],
        "EInvoices": ["CExpat", "CCrypto", "Invoices"],
        "TemplateImport": ["Invoices", "JSON"],
        "Exports": ["Compression", "Invoices", "JSON"],
        "ReaderWire": ["InvoiceCoding", "Invoices", "JSON"],
        "Reading": [
            "Rendering", "Recognition", "LineRecognition", "EInvoices", "Dictionaries", "FieldExtraction", "Languages",
            "Invoices", "PDFWriting", "Compression",
        ],
        "Storage": ["MariaDB", "Pooling", "Secrets", "FieldExtraction", "InvoiceCoding", "Invoices", "JSON"],
        "Processing": ["ReaderWire", "Outgoing", "Invoices", "Threads", "CSystem"],
        "Queueing": ["Storage", "Outgoing", "Invoices", "Threads"],
        "API": ["Storage", "FieldExtraction", "InvoiceCoding", "Invoices", "Exports", "Secrets", "JSON"],
        "InvoiceReader": ["Reading", "ReaderWire", "FieldExtraction", "Invoices", "CSystem"],
        "InvoiceServer": [
            "API", "Queueing", "Processing", "ReaderWire", "Exports", "Storage", "MariaDB", "Pooling",
            "FastCGI", "Secrets", "Outgoing", "Languages", "TemplateImport", "Invoices", "Patterns", "JSON",
            "Threads", "BuildInfo", "CSystem",
        ],
    ]

    /// What comes from outside; each with its reason in docs/architecture.md.
    private static let outside: Set<String> = [
        "Foundation", "Glibc", "Synchronization", "Logging", "ArgumentParser", "Dispatch", "Yams",
    ]

    private static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources")

    @Test func `every import follows an arrow`() throws {
        var found = 0
        for (file, name) in try imports() {
            let module = file.pathComponents[Self.sources.pathComponents.count]
            let allowed = try #require(Self.arrows[module], "\(module) has no line in the table").union(Self.outside)
            #expect(allowed.contains(name), "\(file.lastPathComponent) of \(module) imports \(name)")
            found += 1
        }
        #expect(found > 0)
    }

    @Test func `no arrow makes a circle`() {
        for module in Self.arrows.keys {
            #expect(!reachable(from: module).contains(module), "\(module) reaches itself")
        }
    }

    private func reachable(from module: String) -> Set<String> {
        var seen: Set<String> = []
        var open = Array(Self.arrows[module] ?? [])
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            open.append(contentsOf: Self.arrows[next] ?? [])
        }
        return seen
    }

    private func imports() throws -> [(URL, String)] {
        let pattern =
            /^(?:(?:package|public|internal|private|fileprivate) )?(?:@\w+ )*import (?:struct |class |enum |func |protocol |typealias |let |var )?(\w+)/
            .anchorsMatchLineEndings()
        let files = FileManager.default.enumerator(at: Self.sources, includingPropertiesForKeys: nil)
        let swift = (files?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
        return try swift.flatMap { file in
            try String(contentsOf: file, encoding: .utf8).matches(of: pattern).map { (file, String($0.1)) }
        }
    }
}
