import Foundation
import Invoices
import Testing

@testable import API

extension Bench {
    /// A job whose document says this, by the names of fields without `invoice.`; amounts in cents. Only in suites that are serialised.
    func readJob(
        _ texts: [String: String], _ cents: [String: Int] = [:], group: String? = nil, document: String? = nil
    ) throws -> String {
        var body = Bench.job(UUID().uuidString, group.map { ", \"group\": \"\($0)\"" } ?? "")
        if let document { body.replace("https://example.com/a.pdf", with: "document:\(document)") }
        let id = try #require(try post("/ocr-invoice-job", body).data?["_id"]?.string)
        #expect(try post("/ocr-invoice-job/\(id)/process").status == 202)
        var values = texts.mapValues { text in CalendarDate(text).map(Field.Value.date) ?? .text(text) }
        for (name, amount) in cents { values[name] = .amount(Amount(cents: amount)) }
        let fields = values.map {
            Field(name: "invoice." + $0.key, value: $0.value, rawText: "", confidence: 1, page: 1, source: .textLayer)
        }
        let reading = ReadResult(
            document: Bench.reading.document, pages: Bench.reading.pages, extraction: Extraction(fields: fields))
        try work(on: id) { queue, job in
            let state = try queue.complete(job, with: reading)
            #expect(state == .held)
        }
        return id
    }
}
