import Foundation
import JSON
import TestSupport
import Testing

/// A review as a person makes it: through nginx, of what real readers read.
@Suite struct ReviewTests {
    private let caller: Caller

    init() throws { caller = Caller(try RunningServer.shared.get()) }

    private func review(_ job: String, _ body: String, tag: String?, force: Bool = false) throws -> HTTPAnswer {
        try caller.client.post(
            "/ocr-invoice-job/\(job)/review\(force ? "?force=true" : "")", body,
            headers: tag.map { ["If-Match": $0] } ?? [:])
    }

    private func results(_ job: String) throws -> HTTPAnswer {
        let answer = try caller.client.get("/ocr-invoice-job/\(job)/results")
        #expect(answer.status == 200)
        return answer
    }

    @Test func `whole data is sent back with one change, confirmed, and kept through another reading`() throws {
        let read = try caller.read(Caller.sample("hardware-es.png"), name: "hardware-es.png")
        let job = try #require(read["_id"]?.string)
        let before = try results(job)
        let tag = try #require(before.headers["etag"])
        let data = try #require(try before.json()["data"]?["extractedData"])
        let number = try #require(data["invoice"]?["number"]?.string)
        let changed = String(decoding: data.raw, as: UTF8.self).replacing("\"\(number)\"", with: "\"A/1\"")
        let body = #"{"extractedData": \#(changed), "confirm": true}"#
        #expect(try review(job, body, tag: nil).problem(428)["code"]?.string == "precondition_required")
        let answer = try review(job, body, tag: tag, force: true)
        #expect(answer.status == 200, "\(answer.text.prefix(500))")
        #expect(try review(job, body, tag: tag).problem(412)["code"]?.string == "precondition_failed")
        try caller.process(job)
        _ = try caller.ended(job)
        let after = try #require(try results(job).json()["data"])
        #expect(after["extractedData"]?["invoice"]?["number"]?.string == "A/1")
        #expect(after["review"]?["state"]?.string == "done")
        #expect(after["extractedData"]?["lineItems"].map { Array($0.raw) } == data["lineItems"].map { Array($0.raw) })
        let corrected = (after["fields"]?.array ?? []).filter { $0["source"]?.string == "correction" }
        #expect(corrected.compactMap { $0["name"]?.string } == ["invoice.number"])
    }
}
