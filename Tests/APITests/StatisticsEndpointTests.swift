import JSON
import Storage
import Testing

@testable import API

/// What happened to an account's documents, as its owner asks for it.
@Suite(.serialized) struct StatisticsEndpointTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private func get(_ query: String) throws -> Bench.Answer { try bench.get("/ocr-invoice-statistics\(query)") }

    @Test func `statistics are asked for by hour, day or template`() throws {
        #expect(try get("").data?.array?.isEmpty == true)
        _ = try bench.completedJob()
        let template = try #require(try bench.stores.templates.standard(of: bench.account)).id.text
        for division in ["hour", "day", "template"] {
            let answer = try get("?by=\(division)")
            let entry = try #require(answer.data?.array?.first)
            #expect(answer.json["total"]?.int == answer.data?.array?.count)
            #expect(entry["documents"]?.int == 1 && entry["pages"]?.int == 1 && entry["withoutReview"]?.int == 0)
            #expect(entry["template"]?.string == (division == "template" ? template : nil))
            #expect((entry["start"]?.string != nil) == (division != "template"))
        }
        #expect(try get("?from=2020-01-01&to=2020-12-31T23:59:59Z").data?.array?.isEmpty == true)
    }

    @Test func `what cannot be asked for is 400, with what can`() throws {
        for query in [
            "by=supplier", "from=yesterday", "from=2026-02-01&to=2026-01-01", "by=hour&from=2020-01-01&to=2021-01-01",
        ] {
            #expect(try get("?\(query)").code == "parameter_invalid", "\(query)")
        }
    }
}
