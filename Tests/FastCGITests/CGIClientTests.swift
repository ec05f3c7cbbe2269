import FastCGI
import Foundation
import TestSupport
import Testing

/// Requests by libfcgi's own client, cgi-fcgi(1), which turns a CGI program's environment and input into FastCGI.
struct CGIClientTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "fcgi-\(UUID().uuidString.prefix(8))")
        .path

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// What cgi-fcgi prints for one request to a handler that answers with its method, a header and its body.
    private func output(_ environment: [String: String], body: String = "") throws -> String {
        let listener = try Listener(.unix(path: folder + "/s"), report: { _ in }) { exchange in
            let body = (try? exchange.body(atMost: 1 << 20)) ?? Array("broken".utf8)
            let parameters = exchange.parameters
            try? exchange.answer(status: 200, reason: "OK", headers: [("X-Method", parameters["REQUEST_METHOD"] ?? "")])
            try? exchange.write(Array((parameters["HTTP_X_LONG"] ?? "").utf8) + body)
        }
        try listener.start()
        let input = folder + "/input"
        try body.write(toFile: input, atomically: true, encoding: .utf8)
        let (status, output) = try ChildProcess.run(
            "/bin/sh", ["-c", "exec cgi-fcgi -bind -connect \"$0\" < \"$1\"", folder + "/s", input],
            environment: environment)
        #expect(status == 0)
        #expect(listener.stop(within: .seconds(60)))
        return output
    }

    @Test func `cgi-fcgi gets the answer to a GET`() throws {
        let answer = try output(["REQUEST_METHOD": "GET", "PATH_INFO": "/a"])
        #expect(answer == "Status: 200 OK\r\nX-Method: GET\r\n\r\n")
    }

    @Test(arguments: [1, 8191, 8192, 300_000]) func `cgi-fcgi gets the answer to a POST`(length: Int) throws {
        let body = String((0..<length).map { Character(UnicodeScalar(UInt8(97 + $0 % 23))) })
        let answer = try output(["REQUEST_METHOD": "POST", "CONTENT_LENGTH": String(length)], body: body)
        #expect(answer == "Status: 200 OK\r\nX-Method: POST\r\n\r\n" + body)
    }

    @Test(arguments: [127, 128, 5000, 30_000]) func `cgi-fcgi passes long header values`(length: Int) throws {
        let value = String(repeating: "v", count: length)
        let answer = try output(["REQUEST_METHOD": "GET", "HTTP_X_LONG": value])
        #expect(answer == "Status: 200 OK\r\nX-Method: GET\r\n\r\n" + value)
    }
}
