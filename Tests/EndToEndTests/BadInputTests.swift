import Foundation
import JSON
import TestSupport
import Testing

/// What callers get wrong, answered through nginx as the contract says.
@Suite struct BadInputTests {
    private func client() throws -> HTTPClient { try RunningServer.shared.get().client }

    @Test func `without a key nothing is answered`() throws {
        var stranger = try client()
        stranger.key = nil
        #expect(try stranger.get("/ocr-invoice-job").problem(401)["code"]?.string != nil)
        stranger.key = "ocr_live_000000000000_00000000000000000000000000000000"
        _ = try stranger.get("/ocr-invoice-job").problem(401)
    }

    @Test(arguments: ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
    func `what came through another proxy is not from this machine`(mark: String) throws {
        var stranger = try client()
        stranger.key = nil
        #expect(try stranger.get("/metrics").status == 200)
        #expect(try stranger.get("/metrics", headers: [mark: "192.0.2.7"]).status == 404)
    }

    @Test func `malformed JSON is a 400 with line and column`() throws {
        let problem = try client().post("/ocr-invoice-job", "{\"jobNumber\": \"1\",\n  \"documentName\" \"x\"}")
            .problem(400)
        let detail = problem["detail"]?.string ?? ""
        #expect(detail.contains("line 2"))
        #expect(detail.contains("column"))
    }

    @Test func `a name that stands twice is a 400`() throws {
        _ = try client().post("/ocr-invoice-job", "{\"jobNumber\": \"1\", \"jobNumber\": \"2\"}").problem(400)
    }

    @Test func `all wrong fields of a body are told together`() throws {
        let body =
            "{\"jobNumber\": 7, \"documentUrl\": \"ftp://x/y\", \"template\": \"default\", \"prioritty\": \"high\"}"
        let problem = try client().post("/ocr-invoice-job", body).problem(422)
        let pointers = Set((problem["errors"]?.array ?? []).compactMap { $0["pointer"]?.string })
        #expect(pointers == ["/jobNumber", "/documentName", "/documentUrl", "/prioritty"])
        let misspelt = problem["errors"]?.array?.first { $0["pointer"]?.string == "/prioritty" }
        #expect(misspelt?["detail"]?.string?.contains("priority") == true, "the nearest known name is offered")
    }

    @Test(arguments: ["65a1b2c3d4e5f6a7b8c9d0e1", "none", "../../etc/passwd", "%00"])
    func `a job that does not exist is a 404`(id: String) throws {
        let answer = try client().get("/ocr-invoice-job/\(id)")
        #expect(answer.status == 404 || answer.status == 400)
        #expect(try answer.json()["success"]?.bool == false)
    }

    @Test func `a job number that is taken is a 409`() throws {
        let caller = Caller(client: try client())
        let number = UUID().uuidString
        _ = try caller.createJob("https://example.com/a.pdf", number: number)
        let body = """
            {"jobNumber": "\(number)", "documentName": "a", "documentUrl": "https://example.com/a.pdf", "template": "default"}
            """
        _ = try client().post("/ocr-invoice-job", body).problem(409)
    }

    @Test func `a body that is too large is a 413`() throws {
        let metadata = String(repeating: "x", count: 3 << 20)
        _ = try client().post("/ocr-invoice-job", "{\"metadata\": {\"x\": \"\(metadata)\"}}").problem(413)
    }

    @Test func `another Content-Type is a 415`() throws {
        _ = try client().post("/ocr-invoice-job", "{}", headers: ["Content-Type": "text/plain"]).problem(415)
    }

    @Test func `a method that a path does not have is a 405 that names those it has`() throws {
        let answer = try client().send("PATCH", "/ocr-invoice-job")
        _ = try answer.problem(405)
        #expect(answer.headers["allow"]?.contains("POST") == true)
    }

    @Test func `an unknown query parameter is a 400 that names it`() throws {
        let problem = try client().get("/ocr-invoice-job?limitt=3").problem(400)
        #expect(problem["detail"]?.string?.contains("limitt") == true)
    }

    @Test func `a filter that is too long is refused by the API, in its own words`() throws {
        let problem = try client().get("/ocr-invoice-job?filter=" + String(repeating: "a", count: 12_000)).problem(400)
        #expect(problem["code"]?.string == "parameter_invalid")
        #expect(problem["detail"]?.string?.contains("8192") == true)
    }

    @Test func `a filter of 8 kB is answered though each of its letters is encoded`() throws {
        let filter = "{\"documentName\":\"" + String(repeating: "é", count: 4085) + "\"}"
        let encoded = filter.utf8.map { String(format: "%%%02X", $0) }.joined()
        let answer = try client().get("/ocr-invoice-job?filter=" + encoded)
        #expect(answer.status == 200)
        #expect(try answer.json()["total"]?.int == 0)
    }

    @Test func `results of a job that was not read are a 409`() throws {
        let job = try Caller(client: client()).createJob("https://example.com/a.pdf")
        #expect(try client().get("/ocr-invoice-job/\(job)/results").problem(409)["code"]?.string == "results_not_ready")
    }
}
