import Foundation
import Invoices
import JSON
import Storage
import Synchronization
import Testing

@testable import API

/// Corrections and confirmation of a job's results as one act.
@Suite(.serialized) struct ReviewEndpointTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    /// A job that read an upload.
    private func readJob() throws -> String {
        let upload = try bench.upload()
        let body = Bench.job().replacing("https://example.com/a.pdf", with: "document:\(upload)")
        let job = try #require(try bench.post("/ocr-invoice-job", body).data?["_id"]?.string)
        try bench.process(job)
        return job
    }

    private func results(_ job: String) throws -> Bench.Answer { try bench.get("/ocr-invoice-job/\(job)/results") }

    private func review(
        _ job: String, _ body: String, tag: String? = nil, force: Bool = false, key: String? = nil
    ) throws -> Bench.Answer {
        let present = try tag ?? #require(try results(job).header("ETag"))
        return try bench.send(
            "POST", "/ocr-invoice-job/\(job)/review\(force ? "?force=true" : "")", body,
            headers: ["if-match": present], key: key)
    }

    private func actions(_ job: String) throws -> [String] {
        try #require(try bench.get("/ocr-invoice-job/\(job)/history").data?.array)
            .compactMap { $0["action"]?.string }
    }

    private static let right = """
        {"invoice": {"number": "RE-18", "date": "31.12.2025", "supplier": {"name": "Muster GmbH"},
         "amounts": {"total": "1'500,00 EUR", "currency": "EUR"}}, "lineItems": [{"description": "A", "amount": 1500}]}
        """

    private func isFirstReview(_ results: JSONValue?) throws -> Bool {
        let data = try #require(results?["extractedData"])
        return data["invoice"]?["number"]?.string == "RE-18"
            && data["invoice"]?["date"]?.string == "2025-12-31"
            && data["invoice"]?["amounts"]?["total"]?.number == "1500"
            && data["lineItems"]?.array?.count == 1 && data["lineItems"]?.array?.first?["description"]?.string == "A"
    }

    @Test func `a doubtful job needs a review, and says why`() throws {
        let job = try bench.completedJob()
        for answer in [try results(job), try bench.get("/ocr-invoice-job/\(job)")] {
            let review = try #require(answer.data?["review"])
            #expect(review["state"]?.string == "needed")
            #expect(review["priority"]?.int != nil)
            #expect(review["by"]?.isNull == true && review["at"]?.isNull == true)
            let reasons = try #require(review["reasons"]?.array)
            #expect(reasons.contains { $0["field"]?.string == "invoice.date" && $0["code"]?.string == "missing" })
            #expect(
                reasons.contains {
                    $0["field"]?.string == "invoice.amounts.total" && $0["code"]?.string == "low_confidence"
                })
        }
        #expect(try bench.get("/ocr-invoice-job/\(bench.newJob())").data?["review"]?.isNull == true)
    }

    @Test func `a review corrects and confirms as one act`() throws {
        let job = try readJob()
        let before = try #require(try results(job).header("ETag"))
        let answer = try review(job, #"{"extractedData": \#(Self.right), "confirm": true}"#)
        #expect(answer.status == 200)
        #expect(try isFirstReview(answer.data))
        #expect(answer.data?["review"]?["state"]?.string == "done")
        #expect(answer.data?["review"]?["by"]?.string == "test")
        #expect(answer.data?["review"]?["at"]?.string != nil)
        #expect(answer.data?["review"]?["reasons"]?.array?.isEmpty == true)
        #expect(answer.header("ETag") != before)
        #expect(try results(job).header("ETag") == answer.header("ETag"))
        #expect(try actions(job) == ["confirmed", "corrected", "read"])
        let history = try #require(try bench.get("/ocr-invoice-job/\(job)/history").data?.array)
        #expect(history[0]["details"]?["extractedData"]?["invoice"]?["number"]?.string == "RE-18")
        #expect(history[0]["details"]?["sha256"]?.string?.count == 64)
        let changes = history[1]["details"]?["fields"]?.array ?? []
        #expect(changes.contains { $0["field"]?.string == "invoice.number" && $0["from"]?.string == "RE-17" })
    }

    @Test func `what was confirmed survives another reading of the same bytes`() throws {
        let job = try readJob()
        #expect(try review(job, #"{"extractedData": \#(Self.right), "confirm": true}"#).status == 200)
        try bench.process(job)
        let answer = try results(job)
        #expect(try isFirstReview(answer.data))
        #expect(answer.data?["review"]?["state"]?.string == "done")
        #expect(answer.data?["review"]?["by"]?.string == "test")
    }

    @Test func `corrections alone survive it too, and decide nothing`() throws {
        let job = try readJob()
        let answer = try review(
            job, #"{"extractedData": {"invoice": {"number": "RE-18", "dueDate": "2026-01-31"}}, "confirm": false}"#)
        #expect(answer.data?["review"]?["state"]?.string == "needed")
        try bench.process(job)
        let invoice = try results(job).data?["extractedData"]?["invoice"]
        #expect(invoice?["number"]?.string == "RE-18" && invoice?["dueDate"]?.string == "2026-01-31")
        #expect(invoice?["amounts"]?["total"]?.number == "1471.6")
        #expect(try actions(job).filter { $0 == "confirmed" }.isEmpty)
    }

    @Test func `with other bytes it stays in the history, and the state is decided anew`() throws {
        let job = try readJob()
        #expect(try review(job, #"{"extractedData": \#(Self.right), "confirm": true}"#).status == 200)
        let other = try bench.upload()
        let body = Bench.job().replacing("https://example.com/a.pdf", with: "document:\(other)")
        #expect(try bench.put("/ocr-invoice-job/\(job)", body).status == 200)
        try bench.process(job)
        let answer = try results(job)
        #expect(answer.data?["extractedData"]?["invoice"]?["number"]?.string == "RE-17")
        #expect(answer.data?["review"]?["state"]?.string == "needed")
        #expect(answer.data?["review"]?["by"]?.isNull == true)
        #expect(try actions(job).contains("confirmed"))
    }

    @Test func `of two reviewers the second is told that the results have changed`() throws {
        let job = try readJob()
        let tag = try #require(try results(job).header("ETag"))
        let statuses = try [#"{"confirm": true}"#, #"{"confirm": true}"#].map { body in
            try review(job, body, tag: tag, force: true).status
        }
        #expect(statuses == [200, 412])
        let late = try review(job, #"{"confirm": true}"#, tag: tag)
        #expect(late.code == "precondition_failed")
        #expect(try late.header("ETag") == results(job).header("ETag"))
        #expect(try actions(job).count { $0 == "confirmed" } == 1)
    }

    @Test func `of many at once one is heard`() throws {
        let job = try readJob()
        let tag = try #require(try results(job).header("ETag"))
        let statuses = Mutex<[Int]>([])
        DispatchQueue.concurrentPerform(iterations: 6) { number in
            let body = #"{"extractedData": {"invoice": {"number": "R\#(number)"}}, "confirm": true}"#
            do {
                let status = try review(job, body, tag: tag, force: true).status
                statuses.withLock { $0.append(status) }
            } catch { Issue.record(error) }
        }
        #expect(statuses.withLock { $0.sorted() } == [200, 412, 412, 412, 412, 412])
        #expect(try actions(job).count { $0 == "confirmed" } == 1)
    }

    @Test func `a review must say of which results it is`() throws {
        let job = try bench.completedJob()
        let path = "/ocr-invoice-job/\(job)/review"
        #expect(try bench.post(path, #"{"confirm": true}"#).code == "precondition_required")
        #expect(try bench.post(path, #"{"confirm": true}"#, headers: ["if-match": "*"]).status == 428)
        #expect(try bench.post(path, #"{"confirm": true}"#, headers: ["if-match": "\"7\""]).status == 412)
        let created = try bench.newJob()
        let early = try bench.post(
            "/ocr-invoice-job/\(created)/review", #"{"confirm": true}"#, headers: ["if-match": "\"1-0\""])
        #expect(early.code == "results_not_ready")
    }

    @Test func `values that cannot be read are refused, each at its place`() throws {
        let job = try bench.completedJob()
        let body = """
            {"extractedData": {"invoice": {"date": "31.13.2025", "amounts": {"total": "twelve"}, "numbr": "x",
             "supplier": "Muster"}, "lineItems": [{"amount": "1"}, {"amount": [], "prize": 3}]}, "confirm": true}
            """
        let answer = try review(job, body)
        #expect(answer.status == 422 && answer.code == "validation_failed")
        #expect(
            answer.faults == [
                "/extractedData/invoice/amounts/total unreadable", "/extractedData/invoice/date unreadable",
                "/extractedData/invoice/numbr unknown_field", "/extractedData/invoice/supplier type",
                "/extractedData/lineItems/1/amount type", "/extractedData/lineItems/1/prize unknown_field",
            ])
        #expect(try review(job, "{}").faults == ["/confirm required"])
        #expect(try review(job, #"{"confirm": false}"#).faults == ["/extractedData required"])
        #expect(try actions(job) == ["read"])
    }

    @Test func `contradictions are refused, and kept as findings where that is wanted`() throws {
        let job = try readJob()
        let body = """
            {"extractedData": {"invoice": {"date": "2025-06-30", "dueDate": "2020-01-01"}}, "confirm": true}
            """
        let refused = try review(job, body)
        #expect(refused.status == 422 && refused.code == "contradiction")
        #expect(refused.faults == ["/extractedData/invoice/dueDate dates"])
        #expect(try actions(job) == ["read"])
        let kept = try review(job, body, force: true)
        #expect(kept.status == 200)
        for _ in 0..<2 {
            let answer = try results(job)
            #expect(answer.data?["validationResults"]?["isValid"]?.bool == false)
            #expect(answer.data?["review"]?["state"]?.string == "done")
            try bench.process(job)
        }
    }

    @Test func `null says that the document has no such value`() throws {
        let job = try readJob()
        let cleared = #"{"extractedData": {"invoice": {"number": null}, "lineItems": []}, "confirm": false}"#
        #expect(try review(job, cleared).status == 200)
        try bench.process(job)
        let data = try results(job).data?["extractedData"]
        #expect(data?["invoice"]?["number"]?.isNull == true)
        #expect(data?["lineItems"]?.array?.isEmpty == true)
    }

    @Test func `data that is sent back as it was changes nothing`() throws {
        let job = try readJob()
        let data = try #require(try results(job).data?["extractedData"])
        let body = #"{"extractedData": \#(String(decoding: data.raw, as: UTF8.self)), "confirm": true}"#
        let answer = try review(job, body)
        #expect(answer.status == 200)
        #expect(answer.data?["extractedData"].map { Array($0.raw) } == Array(data.raw))
        let fields = answer.data?["fields"]?.array ?? []
        #expect(fields.allSatisfy { $0["source"]?.string == "ocr" && $0["boundingBox"]?.isNull == false })
        #expect(try actions(job) == ["confirmed", "read"])
    }

    @Test func `a correction on a page after it changes the value and asks for another review`() throws {
        let job = try readJob()
        try bench.correct("invoice.number", to: "RE-18", in: job)
        #expect(try review(job, #"{"confirm": true}"#, force: true).status == 200)
        #expect(try results(job).data?["review"]?["state"]?.string == "done")
        try bench.correct("invoice.number", to: "RE-19", in: job)
        let answer = try results(job)
        #expect(answer.data?["extractedData"]?["invoice"]?["number"]?.string == "RE-19")
        #expect(answer.data?["review"]?["state"]?.string == "needed")
    }

    @Test func `jobs that need a review are found, the doubtful and due ones first`() throws {
        func job(due: String) throws -> String {
            let job = try readJob()
            let body = #"{"extractedData": {"invoice": {"dueDate": "\#(due)"}}, "confirm": false}"#
            #expect(try review(job, body).status == 200)
            return job
        }
        let today = CalendarDate(daysSince1970: Int(Date().timeIntervalSince1970) / 86_400)
        func day(_ number: Int) -> String { CalendarDate(daysSince1970: today.daysSince1970 + number).text }
        let jobs = [try job(due: day(40)), try job(due: day(5)), try job(due: day(20))]
        #expect(try review(job(due: day(1)), #"{"confirm": true}"#, force: true).status == 200)
        let filter = PercentCoding.encode(#"{"review.state": "needed"}"#)
        let list = try bench.get("/ocr-invoice-job?filter=\(filter)&sort=review.priority")
        #expect(list.data?.array?.compactMap { $0["_id"]?.string } == [jobs[1], jobs[2], jobs[0]])
        #expect(list.json["total"]?.int == 3)
        let done = PercentCoding.encode(#"{"review.state": {"$in": ["done", "notNeeded"]}}"#)
        #expect(try bench.get("/ocr-invoice-job?filter=\(done)").json["total"]?.int == 1)
    }

    @Test func `a repeated review is carried out once`() throws {
        let job = try readJob()
        let tag = try #require(try results(job).header("ETag"))
        let headers = ["if-match": tag, "idempotency-key": "review-\(job)"]
        let body = #"{"extractedData": \#(Self.right), "confirm": true}"#
        let answers = try (0..<2).map { _ in try bench.post("/ocr-invoice-job/\(job)/review", body, headers: headers) }
        #expect(answers.map(\.status) == [200, 200])
        #expect(answers[0].bytes == answers[1].bytes)
        #expect(try actions(job) == ["confirmed", "corrected", "read"])
    }
}
