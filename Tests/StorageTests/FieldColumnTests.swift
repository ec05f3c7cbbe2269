import Invoices
import JSON
import TestSupport
import Testing

@testable import Storage

/// The columns of results that the table of fields names, in the database.
@Suite struct FieldColumnTests {
    @Test func `a job is found by each field that has a column, also after a correction`() throws {
        let queue = MariaDBQueueUnderTest(try StoreFixture())
        let (stores, account) = (queue.fixture.stores, queue.fixture.account)
        let listed = InvoiceField.header.filter { $0.column != nil }
        let fields = try listed.map { field in
            guard case .value(let value) = CorrectedValue(field.kind.sample, as: field.kind) else {
                throw StorageError.notFound
            }
            return Field(name: field.name, value: value, rawText: "", confidence: 1, page: 1, source: .ocr)
        }
        let sample = ReadResult.sample()
        let reading = ReadResult(
            document: sample.document, pages: sample.pages,
            extraction: Extraction(fields: fields))
        let id = try queue.submit(group: nil, priority: .medium)
        _ = try queue.complete(queue.claim(upTo: 1, for: try queue.register())[0], with: reading)
        func found(_ field: InvoiceField, _ json: String) throws -> Bool {
            let filter = try Filter.parse(JSONReader.read("{\"extractedData.\(field.name)\": \(json)}"), of: .job)
            return try stores.jobs.list(ListRequest(filter: filter), of: account).elements.map(\.id) == [id]
        }
        for field in listed {
            let isNumber = [.amount, .number].contains(field.kind)
            #expect(try found(field, isNumber ? field.kind.sample : "\"\(field.kind.sample)\""), "\(field.name)")
            #expect(try !found(field, "null"), "\(field.name)")
        }
        let page = try #require(try stores.pages.list(ListRequest(), of: account).elements.first)
        var draft = page.draft
        let corrections = [
            ("invoice.dueDate", "2024-06-01"), ("invoice.amounts.total", "99"), ("invoice.customer.name", "Süd"),
        ]
        let annotations = corrections.map { "{\"type\":\"correction\",\"field\":\"\($0)\",\"text\":\"\($1)\"}" }
        draft.annotations = Array("[\(annotations.joined(separator: ","))]".utf8)
        _ = try stores.pages.update(page.id, to: draft, of: account)
        for (name, text) in corrections {
            let field = try #require(InvoiceField.named(name))
            #expect(try found(field, field.kind == .amount ? text : "\"\(text)\""), "\(name)")
        }
    }
}
