import JSON
import Testing

@testable import API

/// Jobs with one invoice, and a credit note with its invoice, as the API tells them.
@Suite(.serialized) struct DuplicateEndpointTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private func links(_ id: String, _ name: String) throws -> [String] {
        let links = try bench.get("/ocr-invoice-job/\(id)").data?[name]?.array ?? []
        return links.map { "\($0["kind"]?.string ?? "") \($0["job"]?.string ?? "")" }
    }

    private func found(_ filter: String) throws -> [String] {
        let answer = try bench.get("/ocr-invoice-job?filter=\(PercentCoding.encode(filter))")
        return (answer.data?.array ?? []).compactMap { $0["_id"]?.string }.sorted()
    }

    @Test func `one document that was uploaded twice is told by its bytes alone`() throws {
        let bytes = Array("%PDF-1.4 the same".utf8)
        func upload() throws -> String {
            let answer = try bench.send(
                "POST", "/ocr-invoice-document", headers: ["content-type": "application/pdf"], body: bytes)
            return try #require(answer.data?["_id"]?.string)
        }
        let (one, two) = (try upload(), try upload())
        #expect(one != two)
        let first = try bench.readJob([:], document: one)
        let second = try bench.readJob([:], document: two)
        let other = try bench.readJob([:])
        #expect(try links(first, "duplicates") == ["sameBytes \(second)"])
        #expect(try links(second, "duplicates") == ["sameBytes \(first)"])
        #expect(try links(other, "duplicates").isEmpty && links(second, "relatedJobs").isEmpty)
        #expect(try found(#"{"duplicates.kind": "sameBytes"}"#) == [first, second].sorted())
        let errors = try bench.get("/ocr-invoice-job/\(second)").data?["validationResults"]?["errors"]?.array ?? []
        let finding = try #require(errors.first { $0["code"]?.string == "duplicate" })
        #expect(finding["job"]?.string == first && finding["severity"]?.string == "warning")
    }

    @Test func `a credit note is related to its invoice, and is no duplicate of it`() throws {
        let supplier = ["supplier.name": "Nordwerk GmbH", "supplier.taxId": "DE123456788", "date": "2026-01-02"]
        func read(_ texts: [String: String]) throws -> String {
            try bench.readJob(supplier.merging(texts) { $1 }, ["amounts.total": 11_900])
        }
        let invoice = try read(["number": "R-1"])
        let note = try read(["number": "G-1", "kind": "creditNote", "precedingInvoices[0].number": "R-1"])
        #expect(try links(note, "relatedJobs") == ["creditNoteOf \(invoice)"])
        #expect(try links(invoice, "relatedJobs") == ["creditNoteOf \(note)"])
        #expect(try links(note, "duplicates").isEmpty && links(invoice, "duplicates").isEmpty)
        #expect(try found(#"{"duplicates.kind": {"$exists": true}}"#).isEmpty)
        let errors = try bench.get("/ocr-invoice-job/\(note)").data?["validationResults"]?["errors"]?.array ?? []
        #expect(errors.compactMap { $0["code"]?.string }.allSatisfy { $0 != "duplicate" })
    }
}
