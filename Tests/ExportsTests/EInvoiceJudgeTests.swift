import Exports
import Foundation
import Invoices
import TestSupport
import Testing

/// The schemas and rules of others, run by programs of others: scripts/judge-einvoices.
struct EInvoiceJudgeTests {
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "scripts/judge-einvoices").path

    /// Writes the texts as files, and gives what the script says of them without their folder.
    private func judged(_ files: [String: String], _ options: String...) throws -> (status: Int32, lines: [String]) {
        let folder = NSTemporaryDirectory() + "oi-judge-\(UInt64.random(in: 0...UInt64.max))/"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (name, text) in files { try text.write(toFile: folder + name, atomically: true, encoding: .utf8) }
        let (status, output) = try ChildProcess.run(
            "/bin/bash", [Self.script] + options + files.keys.sorted().map { folder + $0 })
        return (status, output.replacing(folder, with: "").split(separator: "\n").map(String.init))
    }

    private func text(_ fields: [Field], _ syntax: EInvoiceExport.Syntax) -> String {
        String(decoding: EInvoiceExport.write(fields, as: syntax).bytes, as: UTF8.self)
    }

    @Test func `invoices with all required terms have no fault`() throws {
        var files: [String: String] = [:]
        for (name, fields) in SampleInvoice.complete {
            for (suffix, syntax) in [("cii", EInvoiceExport.Syntax.cii), ("ubl", .ubl)] {
                #expect(EInvoiceExport.write(fields, as: syntax).missingTerms == [], "\(name)")
                files["\(name).\(suffix)"] = text(fields, syntax)
            }
        }
        #expect(files.count >= 20)
        let (status, lines) = try judged(files)
        #expect(status == 0 && lines == [], "\(lines)")
    }

    @Test func `a full invoice keeps XRechnung's rules as well`() throws {
        let fields = SampleInvoice.fields(SampleInvoice.full)
        let (status, lines) = try judged(["a": text(fields, .cii), "b": text(fields, .ubl)], "--xrechnung")
        #expect(status == 0 && lines == [], "\(lines)")
        let bare = SampleInvoice.fields(SampleInvoice.plain)
        let faults = try judged(["a": text(bare, .cii), "b": text(bare, .ubl)], "--xrechnung").lines
        #expect(
            faults.contains { $0.hasPrefix("a\tXRechnung\t") } && faults.contains { $0.hasPrefix("b\tXRechnung\t") })
    }

    @Test(arguments: [
        (EInvoiceExport.Syntax.cii, "schema", "<ram:TypeCode>380</ram:TypeCode>", ""),
        (.cii, "Factur-X", "GrandTotalAmount>180<", "GrandTotalAmount>181<"),
        (.cii, "EN 16931", "GrandTotalAmount>180<", "GrandTotalAmount>181<"),
        (.ubl, "schema", "<cbc:IssueDate>2026-05-04</cbc:IssueDate>", ""),
        (.ubl, "EN 16931", "TaxInclusiveAmount currencyID=\"EUR\">180<", "TaxInclusiveAmount currencyID=\"EUR\">181<"),
    ])
    func `each judge finds a fault made on purpose`(
        _ syntax: EInvoiceExport.Syntax, _ judge: String, _ right: String, _ wrong: String
    ) throws {
        let text = text(SampleInvoice.fields(SampleInvoice.plain), syntax)
        #expect(text.contains(right))
        let (status, lines) = try judged(["a": text.replacing(right, with: wrong)])
        #expect(status == 1 && lines.contains { $0.hasPrefix("a\t\(judge)\t") }, "\(lines)")
    }

    @Test func `others find the terms where the standard has them`() throws {
        let fields = SampleInvoice.fields(SampleInvoice.full)
        let (status, lines) = try judged(["cii": text(fields, .cii), "ubl": text(fields, .ubl)], "--values")
        #expect(status == 0, "\(lines)")
        var found: [String: [String: [String]]] = [:]
        for line in lines {
            let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            found[parts[0] + " " + parts[1], default: [:]][parts[2], default: []].append(parts[3])
        }
        let both = try (#require(found["cii XPath"]), #require(found["ubl XPath"]))
        #expect(both.0 == both.1 && both.0.count >= 70)
        for (term, values) in SampleInvoice.fullByTerm { #expect(both.0[term] == values, "\(term)") }
        for (term, values) in try #require(found["cii drafthorse"]) { #expect(both.0[term] == values, "\(term)") }
    }
}
