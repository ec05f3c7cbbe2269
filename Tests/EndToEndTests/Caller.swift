import Foundation
import JSON
import TestSupport
import Testing

/// A client's steps as the tests speak of them: upload, create, process, wait.
struct Caller {
    let client: HTTPClient

    init(_ server: RunningServer) { client = server.client }
    init(client: HTTPClient) { self.client = client }

    static func sample(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: PrivateNginx.root + "/Tests/Samples/" + name)))
    }

    /// Uploads a file and returns its `document:` URL.
    func upload(_ bytes: [UInt8]) throws -> String {
        let type = ["Content-Type": "application/octet-stream"]
        let answer = try client.send("POST", "/ocr-invoice-document", headers: type, body: bytes)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(try answer.json()["data"]?["url"]?.string)
    }

    /// Creates a job and returns its id.
    func createJob(
        _ url: String, name: String = "invoice.pdf", number: String = UUID().uuidString, extra: String = ""
    ) throws -> String {
        let answer = try client.post(
            "/ocr-invoice-job",
            """
            {"jobNumber": "\(number)", "documentName": "\(name)", "documentUrl": "\(url)", "template": "default"\(extra)}
            """)
        try #require(answer.status == 201, "\(answer.text)")
        return try #require(try answer.json()["data"]?["_id"]?.string)
    }

    func process(_ job: String) throws {
        let answer = try client.post("/ocr-invoice-job/\(job)/process")
        try #require(answer.status == 202, "\(answer.text)")
    }

    func job(_ id: String) throws -> JSONValue {
        let answer = try client.get("/ocr-invoice-job/\(id)")
        return try #require(try answer.json()["data"], "\(answer.text)")
    }

    /// The job once it has ended, however.
    func ended(_ id: String, seconds: Double = 240) throws -> JSONValue {
        let endings: Set = ["completed", "failed", "cancelled"]
        var last: JSONValue?
        let isOver = try waitUntil(seconds: seconds) {
            let job = try self.job(id)
            last = job
            return endings.contains(job["status"]?.string ?? "")
        }
        let job = try #require(last)
        try #require(isOver, "still \(job["status"]?.string ?? "?") after \(seconds) s")
        return job
    }

    /// Uploads, creates, processes and waits.
    func read(_ bytes: [UInt8], name: String, extra: String = "") throws -> JSONValue {
        let job = try createJob(upload(bytes), name: name, extra: extra)
        try process(job)
        return try ended(job)
    }
}

extension HTTPAnswer {
    /// What the error says of itself; fails the test when it is no problem+json of this status.
    func problem(_ status: Int, sourceLocation: SourceLocation = #_sourceLocation) throws -> JSONValue {
        #expect(self.status == status, "\(text.prefix(500))", sourceLocation: sourceLocation)
        #expect(headers["content-type"] == "application/problem+json", sourceLocation: sourceLocation)
        let json = try json()
        #expect(json["success"]?.bool == false, sourceLocation: sourceLocation)
        #expect(json["status"]?.int == status, sourceLocation: sourceLocation)
        return json
    }
}
