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
}
