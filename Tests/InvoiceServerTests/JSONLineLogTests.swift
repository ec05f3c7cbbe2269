import API
import JSON
import Logging
import Testing

@testable import InvoiceServer

struct JSONLineLogTests {
    private func line(_ metadata: Logger.Metadata) -> [UInt8] {
        var log = JSONLineLog(level: .info)
        log[metadataKey: "job"] = "7"
        return log.line(
            for: LogEvent(
                level: .notice, message: "job failed", metadata: metadata, source: "", file: "", function: "", line: 0))
    }

    @Test func `an event is one line of JSON, whatever its facts hold`() throws {
        let bytes = line(["detail": "a\nb\u{1B}[31m\"c\" \u{2028}"])
        #expect(bytes.last == 0x0A && bytes.dropLast().allSatisfy { $0 >= 0x20 })
        let json = try JSONReader.read(bytes)
        #expect(json["message"]?.string == "job failed" && json["job"]?.string == "7")
        #expect(json["detail"]?.string == "a\nb\u{1B}[31m\"c\" \u{2028}")
    }

    @Test func `a long fact is cut`() throws {
        #expect(line(["detail": "\(String(repeating: "x", count: 100_000))"]).count < 1200)
        // One character to Swift.
        #expect(line(["detail": "e\(String(repeating: "\u{301}", count: 50_000))"]).count < 1200)
    }

    @Test func `a request's line has the shape of every event's`() throws {
        let path = "/\(String(repeating: "é", count: 300))\u{1B}"
        let request = Request(method: "GET", path: path, id: "a\"b")
        let response = Response(status: 404, body: .bytes([1, 2, 3]))
        let bytes = AccessLine(request, response, took: .milliseconds(1_234)).bytes
        let json = try JSONReader.read(bytes)
        let facts: Logger.Metadata = [
            "request": "a\"b", "method": "GET", "path": "\(path.prefix(200))", "status": "404", "bytes": "3",
            "milliseconds": "1234",
        ]
        let event = JSONLineLog(level: .info).line(
            for: LogEvent(
                level: .info, message: "request answered", metadata: facts, source: "", file: "", function: "",
                line: 0))
        // All but the time.
        let time = try #require(json["time"]?.string).utf8.count + 10
        #expect(bytes.dropFirst(time) == event.dropFirst(time) && bytes.last == 0x0A)
        let streamed = Response(status: 200, body: .stream(length: nil) { _ in })
        let line = try JSONReader.read(AccessLine(request, streamed, took: .zero).bytes)
        #expect(line["bytes"]?.string == "streamed" && line["milliseconds"]?.string == "0")
    }
}
