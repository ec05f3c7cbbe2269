import JSON
import Storage
import Testing

@testable import API

/// What happened to an account's documents, as its owner asks for it.
@Suite(.serialized) struct StatisticsEndpointTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private func get(_ query: String) throws -> Bench.Answer { try bench.get("/ocr-invoice-statistics\(query)") }

    @Test func `statistics are asked for by hour, day, supplier or template`() throws {
        #expect(try get("").data?.array?.isEmpty == true)
        _ = try bench.completedJob()
        let template = try #require(try bench.stores.templates.standard(of: bench.account)).id.text
        for division in ["hour", "day", "supplier", "template"] {
            let answer = try get("?by=\(division)")
            let entry = try #require(answer.data?.array?.first)
            #expect(answer.json["total"]?.int == answer.data?.array?.count)
            #expect(entry["documents"]?.int == 1 && entry["pages"]?.int == 1 && entry["withoutReview"]?.int == 0)
            #expect(entry["template"]?.string == (division == "template" ? template : nil))
            #expect((entry["start"]?.string != nil) == ["hour", "day"].contains(division))
            #expect(entry["supplier"].map(\.isNull) == (division == "supplier" ? true : nil), "it has none")
        }
        #expect(try get("?from=2020-01-01&to=2020-12-31T23:59:59Z").data?.array?.isEmpty == true)
    }

    @Test func `a supplier has the statistics of its documents, and of those that were merged into it`() throws {
        let (old, new) = (
            try bench.newSupplier(#"{"name": "A", "taxIds": [{"value": "DE123456788"}]}"#),
            try bench.newSupplier(#"{"name": "B", "taxIds": [{"value": "DE111111125"}]}"#)
        )
        func read(_ taxID: String) throws -> String { try bench.readJob(["supplier.taxId": taxID, "number": "1"]) }
        let (first, _, _) = (try read("DE123456788"), try read("DE111111125"), try read("DE111111125"))
        func figures(_ supplier: String) throws -> [Int?] {
            let statistics = try bench.get("/ocr-invoice-supplier/\(supplier)").data?["statistics"]
            return ["documents", "reviewed", "correctedFields"].map { statistics?[$0]?.int }
        }
        #expect(try figures(old) == [1, 0, 0] && figures(new) == [2, 0, 0])
        let tag = try #require(try bench.get("/ocr-invoice-job/\(first)/results").header("ETag"))
        let act = #"{"confirm": true, "extractedData": {"invoice": {"number": "7"}}}"#
        let answer = try bench.post("/ocr-invoice-job/\(first)/review?force=true", act, headers: ["if-match": tag])
        #expect(answer.status == 200)
        #expect(try figures(old) == [1, 1, 1])
        let entries = try get("?by=supplier").data?.array ?? []
        #expect(entries.map { $0["supplier"]?.string } == [new, old])
        #expect(try bench.post("/ocr-invoice-supplier/\(old)/merge", #"{"into": "\#(new)"}"#).status == 200)
        #expect(try figures(new) == [3, 1, 1])
        #expect(try get("?by=supplier").data?.array?.map { $0["documents"]?.int } == [3])
    }

    @Test func `what cannot be asked for is 400, with what can`() throws {
        for query in [
            "by=customer", "from=yesterday", "from=2026-02-01&to=2026-01-01", "by=hour&from=2020-01-01&to=2021-01-01",
        ] {
            #expect(try get("?\(query)").code == "parameter_invalid", "\(query)")
        }
    }
}
