import JSON
import Testing

@testable import API

/// The ETag of results, and the history of what was done to a job.
@Suite(.serialized) struct HistoryEndpointTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private func tag(_ job: String, _ format: String = "json") throws -> String {
        try #require(try bench.get("/ocr-invoice-job/\(job)/results?format=\(format)").header("ETag"))
    }

    private func status(_ job: String, having tag: String) throws -> Int {
        try bench.send("GET", "/ocr-invoice-job/\(job)/results", headers: ["if-none-match": tag]).status
    }

    private func history(_ job: String, _ query: String = "") throws -> Bench.Answer {
        try bench.get("/ocr-invoice-job/\(job)/history\(query)")
    }

    private func actions(_ job: String) throws -> [String] {
        try #require(try history(job).data?.array).compactMap { $0["action"]?.string }
    }

    @Test func `results have a tag of their own, raised by what they show`() throws {
        let job = try bench.completedJob()
        let first = try tag(job)
        #expect(try status(job, having: first) == 304)
        #expect(try status(job, having: "\"x\", W/\(first)") == 304)
        #expect(try status(job, having: "\"x\"") == 200)
        #expect(try tag(job, "csv") != first)
        #expect(try bench.put("/ocr-invoice-job/\(job)", Bench.job("N-1")).status == 200)
        let renamed = try tag(job)
        #expect(try renamed != first && status(job, having: first) == 200, "they show the job's number")
        #expect(try bench.put("/ocr-invoice-job/\(job)", Bench.job("N-1", #", "priority": "high""#)).status == 200)
        #expect(try bench.post("/ocr-invoice-job/\(job)/process").status == 202)
        #expect(try status(job, having: renamed) == 304, "there is nothing new yet")
        try bench.work(on: job) { queue, claimed in _ = try queue.complete(claimed, with: Bench.reading) }
        let second = try tag(job)
        #expect(try second != first && status(job, having: first) == 200)
        try bench.correct("invoice.number", to: "RE-18", in: job)
        let third = try tag(job)
        #expect(third != second)
        #expect(try status(job, having: second) == 200)
        #expect(try status(job, having: third) == 304)
    }

    @Test func `no tag hides that there are no results`() throws {
        #expect(try status(bench.newJob(), having: "*") == 409)
    }

    @Test func `it tells who read, corrected and exported what`() throws {
        let job = try bench.completedJob()
        try bench.correct("invoice.number", to: "RE-18", in: job)
        _ = try bench.get("/ocr-invoice-job/\(job)/results")
        _ = try bench.get("/ocr-invoice-job/\(job)/results?format=csv")
        #expect(try actions(job) == ["exported", "corrected", "read"])
        let entries = try #require(try history(job).data?.array)
        #expect(entries[0]["details"]?["format"]?.string == "csv")
        let changes = try #require(entries[1]["details"]?["fields"]?.array)
        #expect(changes.count == 1)
        #expect(changes[0]["field"]?.string == "invoice.number")
        #expect(changes[0]["from"]?.string == "RE-17" && changes[0]["to"]?.string == "RE-18")
        for entry in entries[...1] {
            #expect(entry["by"]?["kind"]?.string == "key")
            #expect(entry["by"]?["name"]?.string == "test")
            #expect(entry["by"]?["id"]?.string.map { bench.key.contains($0) } == true)
        }
        #expect(entries[2]["by"]?["kind"]?.string == "server")
        #expect(entries[2]["details"]?["pages"]?.int == 1)
    }

    @Test func `a correction that is taken back is told, a remark is not`() throws {
        let job = try bench.completedJob()
        try bench.correct("invoice.number", to: "RE-18", in: job)
        try bench.correct("invoice.number", to: "RE-17", in: job)
        let changes = try #require(try history(job).data?.array?.first?["details"]?["fields"]?.array)
        #expect(changes[0]["from"]?.string == "RE-18" && changes[0]["to"]?.string == "RE-17")
        let total = try history(job).json["total"]?.int
        try bench.correct("invoice.number", to: "RE-17", in: job)
        #expect(try history(job).json["total"]?.int == total, "nothing changed")
    }

    @Test func `it is paged`() throws {
        let job = try bench.completedJob()
        for number in 18...20 { try bench.correct("invoice.number", to: "RE-\(number)", in: job) }
        let page = try history(job, "?limit=2&offset=1")
        #expect(page.json["total"]?.int == 4)
        let changes = page.data?.array?.compactMap { $0["details"]?["fields"]?.array?.first?["to"]?.string }
        #expect(changes == ["RE-19", "RE-18"])
        #expect(try history(job, "?limit=0").status == 400)
    }

    @Test func `of a deleted job it keeps who and when, and no contents`() throws {
        let job = try bench.completedJob()
        try bench.correct("invoice.number", to: "RE-18", in: job)
        #expect(try bench.delete("/ocr-invoice-job/\(job)").status == 200)
        #expect(try actions(job) == ["deleted", "corrected", "read"])
        let entries = try #require(try history(job).data?.array)
        #expect(entries[0]["details"]?["what"]?.string == "job")
        #expect(entries[1]["details"]?.members?.isEmpty == true)
        #expect(try Bench().get("/ocr-invoice-job/\(job)/history").status == 404)
        #expect(try history("65a1b2c3d4e5f60718293a4b").status == 404)
    }

    @Test func `a group's table is an export of each of its jobs that have results`() throws {
        let group = try bench.newGroup()
        let job = try bench.completedJob(", \"group\": \"\(group)\"")
        let waiting = try bench.newJob(", \"group\": \"\(group)\"")
        for _ in 0..<2 { #expect(try bench.get("/ocr-invoice-job-group/\(group)/results").status == 200) }
        #expect(try actions(job) == ["exported", "read"], "asked for again within the hour, it is one export")
        #expect(try actions(waiting).isEmpty)
    }

    @Test func `a deleted page and a deleted upload are told`() throws {
        let document = try bench.upload()
        let job = try bench.newJob()
        let url = "document:\(document)"
        #expect(
            try bench.put(
                "/ocr-invoice-job/\(job)", Bench.job().replacing("https://example.com/a.pdf", with: url)
            ).status == 200)
        try bench.process(job)
        #expect(try bench.delete("/ocr-invoice-document/\(document)").status == 200)
        let filter = PercentCoding.encode("{\"job\":\"\(job)\"}")
        let page = try #require(
            try bench.get("/ocr-invoice-job-page?filter=\(filter)").data?.array?.first?["_id"]?.string)
        #expect(try bench.delete("/ocr-invoice-job-page/\(page)").status == 200)
        let told = try #require(try history(job).data?.array).compactMap { $0["details"]?["what"]?.string }
        #expect(told == ["page", "document"])
        let again = try bench.post("/ocr-invoice-job/\(job)/process")
        #expect(again.status == 409 && again.code == "document_gone")
    }

    @Test func `a job says how its last run ended, and that its results are stale`() throws {
        let job = try bench.completedJob()
        #expect(try bench.put("/ocr-invoice-job/\(job)", Bench.job().replacing("a.pdf", with: "b.pdf")).status == 200)
        #expect(try bench.get("/ocr-invoice-job/\(job)").data?["isStale"]?.bool == true)
        #expect(try bench.post("/ocr-invoice-job/\(job)/process").status == 202)
        let cancelled = try bench.post("/ocr-invoice-job/\(job)/cancel")
        #expect(cancelled.data?["status"]?.string == "completed")
        #expect(cancelled.data?["lastError"]?["code"]?.string == "cancelled")
        #expect(cancelled.data?["lastError"]?["at"]?.string != nil)
        let list = try bench.get("/ocr-invoice-job").data?.array?.first
        #expect(list?["isStale"]?.bool == true)
        #expect(list?["lastError"]?["code"]?.string == "cancelled")
    }
}
