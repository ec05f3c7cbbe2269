import Foundation
import JSON
import TestSupport
import Testing

/// The commands of whoever has no service running: `work` from cron, and `queue` for the operator.
@Suite struct WorkCommandTests {
    private let server: RunningServer
    private let caller: Caller

    init() throws {
        server = try RunningServer(
            database: PrivateMariaDB.shared.get(), settings: ["OCR_INVOICE_BACKLOG_LIMIT": "6"], reads: false)
        caller = Caller(server)
    }

    private func status(_ job: String) throws -> String? {
        try server.client.get("/ocr-invoice-job/\(job)").json()["data"]?["status"]?.string
    }

    /// Queued, but the server does not read.
    private func waitingJobs(_ count: Int) throws -> [String] {
        let url = try caller.upload(Caller.sample("order-us.pdf"))
        return try (0..<count).map { _ in
            let job = try caller.createJob(url)
            try caller.process(job)
            return job
        }
    }

    @Test func `work with drain reads all there is, and ends`() throws {
        let jobs = try waitingJobs(3)
        try server.command(["work", "--drain", "--seconds", "100"])
        #expect(try jobs.map(status) == ["completed", "completed", "completed"])
        let processes = try server.command(["queue"]).split(separator: "\n").filter { $0.hasPrefix("process ") }
        #expect(processes.isEmpty)
        // Nothing is left: it ends by itself.
        try server.command(["work", "--drain"])
    }

    @Test func `work ends when its seconds are over, and gives back what it has not done`() throws {
        let url = try caller.upload(Caller.sample("wholesale-nl.tiff"))
        let jobs = try (0..<4).map { _ in try caller.createJob(url) }
        for job in jobs { try caller.process(job) }
        try server.command(["work", "--seconds", "1", "--shutdown-seconds", "0"])
        let states = try jobs.map(status)
        #expect(states.allSatisfy { $0 == "queued" || $0 == "completed" } && states.contains("queued"))
        for job in jobs {
            let attempts = try server.client.get("/ocr-invoice-job/\(job)").json()["data"]?["attempts"]?.array ?? []
            #expect(attempts.allSatisfy { ["released", "completed"].contains($0["outcome"]?.string) })
        }
        #expect(try server.command(["queue", "status"]).contains("processing\t0"))
    }

    @Test func `a region is read again by whoever reads, wherever that is`() throws {
        let job = try #require(try waitingJobs(1).first)
        try server.command(["work", "--drain", "--seconds", "60"])
        let filter = #"{"job": "\#(job)"}"#.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let pages = try server.client.get("/ocr-invoice-job-page?filter=\(filter)").json()["data"]?.array
        let page = try #require(pages?.first?["_id"]?.string)
        let top = #"{"coordinates": {"x": 0, "y": 0, "width": 0.5, "height": 0.1}}"#
        // Nobody reads now, and nobody is waited for.
        let problem = try server.client.post("/ocr-invoice-job-page/\(page)/read", top).problem(503)
        #expect(problem["code"]?.string == "reader_not_available")
        let worker = try server.process(["work"])
        defer { worker.end(with: SIGTERM) }
        #expect(try waitUntil { try server.command(["queue"]).contains("alive") })
        // A busy machine may need longer than the server waits.
        #expect(
            try waitUntil(seconds: 120) {
                let answer = try server.client.post("/ocr-invoice-job-page/\(page)/read", top)
                return answer.status == 200 ? try answer.json()["data"]?["text"]?.string?.isEmpty == false : false
            })
    }

    @Test func `failed jobs are listed by their code, and run again when the operator says so`() throws {
        let blocked = try caller.createJob("http://10.0.0.1/invoice.pdf")
        let empty = try caller.createJob(try caller.upload(Caller.sample("damaged/truncated.pdf")))
        for job in [blocked, empty] { try caller.process(job) }
        try server.command(["work", "--drain", "--seconds", "60"])
        let all = try server.command(["queue", "failed"])
        #expect(all.contains(blocked) && all.contains(empty))
        let some = try server.command(["queue", "failed", "--code", "document_blocked"])
        #expect(some.contains(blocked) && !some.contains(empty) && some.contains("tests"))

        #expect(try server.command(["queue", "retry", "--code", "document_blocked"]) == "1 of 1 jobs queued again")
        #expect(try status(blocked) == "queued")
        #expect(try status(empty) == "failed")
        try server.command(["work", "--drain", "--seconds", "60"])
        #expect(try status(blocked) == "failed")
        #expect(try server.command(["queue", "retry", empty]) == "1 of 1 jobs queued again")
        // It is queued now, not failed: there is nothing to retry, and whoever asked is told so.
        #expect(throws: ChildFailure.self) { try server.command(["queue", "retry", empty]) }
        #expect(throws: ChildFailure.self) { try server.command(["queue", "retry", "nonsense"]) }
    }

    @Test func `an account with as many unfinished jobs as it may have is told to wait`() throws {
        _ = try waitingJobs(6)
        let job = try caller.createJob("https://example.com/a.pdf")
        let answer = try server.client.post("/ocr-invoice-job/\(job)/process")
        _ = try answer.problem(429)
        #expect(answer.headers["retry-after"].flatMap(Int.init) ?? 0 > 0)
    }
}
