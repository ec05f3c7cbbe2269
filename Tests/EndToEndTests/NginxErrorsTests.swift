import Foundation
import JSON
import TestSupport
import Testing

/// What nginx says by itself, with nobody behind it: always the JSON that the API's errors are.
@Suite struct NginxErrorsTests {
    private static let nginx = Result {
        try PrivateNginx(socket: "/tmp/oi-nobody-\(getpid())", folder: NSTemporaryDirectory() + "oi-nginx-\(getpid())")
    }

    private func client() throws -> HTTPClient { HTTPClient(port: try Self.nginx.get().port) }

    private func expect(_ status: Int, _ code: String, _ answer: HTTPAnswer) throws {
        #expect(answer.status == status)
        #expect(answer.headers["content-type"] == "application/problem+json")
        let json = try answer.json()
        #expect(json["success"]?.bool == false)
        #expect(json["status"]?.int == status)
        #expect(json["code"]?.string == code)
        #expect(json["requestId"]?.string == answer.headers["x-request-id"])
    }

    @Test func `a server that is away is a 503 that says when to try again`() throws {
        let answer = try client().get("/ocr-invoice-job")
        try expect(503, "unavailable", answer)
        #expect(answer.headers["retry-after"] == "5")
    }

    @Test func `a body beyond the limit is refused before it is read`() throws {
        let head =
            "POST /ocr-invoice-document HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 99000000\r\n\r\n"
        try expect(413, "body_too_large", client().raw(Array(head.utf8)))
    }

    @Test func `an address that is too long is refused`() throws {
        try expect(414, "uri_too_long", client().get("/" + String(repeating: "a", count: 40_000)))
    }

    @Test func `headers that are too large are refused`() throws {
        let answer = try client().get("/", headers: ["X-Long": String(repeating: "a", count: 40_000)])
        try expect(431, "headers_too_large", answer)
    }

    @Test(arguments: ["TRACE", "CONNECT"]) func `methods of no use here are refused`(method: String) throws {
        try expect(405, "method_not_allowed", client().raw(Array("\(method) / HTTP/1.1\r\nHost: x\r\n\r\n".utf8)))
    }

    @Test(arguments: ["/?filter=" + String(repeating: "a", count: 12_000), "/"])
    func `a method of no use is refused as that, however long its request`(target: String) throws {
        let long = "TRACE \(target) HTTP/1.1\r\nHost: x\r\nX-Long: \(String(repeating: "a", count: 12_000))\r\n\r\n"
        try expect(405, "method_not_allowed", client().raw(Array(long.utf8)))
    }

    /// A 500 would say that nginx cannot put it into FastCGI's record; a 503 that it was on its way with it.
    @Test(arguments: [
        ("/?" + String(repeating: "a", count: 32_600), 0), ("/" + String(repeating: "a", count: 32_600), 0), ("/", 950),
    ]) func `what nginx takes fits into what it passes on`(target: String, headers: Int) throws {
        let many = String(repeating: "X-Many: abcdefghijklmnopqrstuv\r\n", count: headers)
        let request = "GET \(target) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(many)\r\n"
        try expect(503, "unavailable", client().raw(Array(request.utf8)))
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n", "GARBAGE\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /../../etc HTTP/1.1\r\nHost: x\r\n\r\n", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
    ]) func `what is no proper HTTP is a 400 in JSON`(request: String) throws {
        try expect(400, "bad_request", client().raw(Array(request.utf8)))
    }

    @Test func `a way of sending that nginx does not know is a 501`() throws {
        let request = "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: sealed\r\n\r\n"
        try expect(501, "not_implemented", client().raw(Array(request.utf8)))
    }

    @Test func `an HTTP of the future is a 505`() throws {
        let request = "GET / HTTP/7.0\r\nHost: x\r\n\r\n"
        try expect(505, "http_version_not_supported", client().raw(Array(request.utf8)))
    }

    @Test func `nobody can ask for the error pages themselves`() throws {
        try expect(404, "not_found", client().get("/.nginx-error/500"))
    }
}
