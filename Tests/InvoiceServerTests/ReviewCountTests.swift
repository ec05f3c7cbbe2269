import Foundation
import Invoices
import Testing

@testable import InvoiceServer

/// How many documents `eval` says need no review, and what is wrong with those.
struct ReviewCountTests {
    private func extraction(number: String, dueDate: String? = nil, source: Field.Source = .einvoice) -> Extraction {
        let texts = [
            ("invoice.number", number), ("invoice.supplier.name", "Birch Ltd"), ("invoice.amounts.currency", "GBP"),
        ]
        var fields = texts.map { Field(name: $0.0, value: .text($0.1), rawText: "", confidence: 1, source: source) }
        let dates = [("invoice.date", "2026-02-03"), ("invoice.dueDate", dueDate)]
        fields += dates.compactMap { name, date in
            date.flatMap { CalendarDate($0) }.map {
                Field(name: name, value: .date($0), rawText: "", confidence: 1, source: source)
            }
        }
        fields.append(
            Field(
                name: "invoice.amounts.total", value: .amount(Amount(12)), rawText: "", confidence: 1, source: source))
        return Extraction(fields: fields)
    }

    private func card(_ extractions: [Extraction]) throws -> Scorecard {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let truth =
            #"{"id":"a","file":"a","kind":"k","truth":{"number":"B-1","date":"2026-02-03","dueDate":"2026-03-05"}}"#
        try Data((truth + "\n").utf8).write(to: folder.appending(path: "truth.jsonl"))
        let document = try #require(try TruthFile.read(folder).first)
        var card = Scorecard()
        for extraction in extractions { card.add(document, extraction) }
        return card
    }

    /// Documents, those without review, the wrong ones of these, those that are wrong in a main field.
    private func counts(_ review: Scorecard.Review) -> String {
        "\(review.documents), \(review.without), \(review.wrong), \(review.coreWrong)"
    }

    @Test func `a document whose values are right counts as without review and without fault`() throws {
        let review = try card([extraction(number: "B-1", dueDate: "2026-03-05")]).review
        #expect(counts(review) == "1, 1, 0, 0")
    }

    @Test func `a wrong number is a fault of the main fields, a missing due date of the others`() throws {
        let wrong = try card([extraction(number: "B-2", dueDate: "2026-03-05")]).review
        #expect(counts(wrong) == "1, 1, 1, 1")
        let missing = try card([extraction(number: "B-1")]).review
        #expect(counts(missing) == "1, 1, 1, 0")
    }

    @Test func `what is wrong with a document that is reviewed does not count`() throws {
        var doubtful = extraction(number: "B-2")
        doubtful.findings = [Finding(field: "invoice.number", severity: .error, message: "")]
        let review = try card([doubtful]).review
        #expect(counts(review) == "1, 0, 0, 0")
    }
}
