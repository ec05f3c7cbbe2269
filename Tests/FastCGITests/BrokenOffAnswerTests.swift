import FastCGI
import Foundation
import Synchronization
import TestSupport
import Testing

/// Answers that the peer receives slowly, in part or not at all.
struct BrokenOffAnswerTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "fcgi-\(UUID().uuidString.prefix(8))")
        .path
    /// Odd sizes, so that what is sent at once ends within pieces small and large.
    private static let pieces = [70_001, 3, 4099, 1, 262_147, 17, 131_056, 9].enumerated().map { index, size in
        (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ index) }
    }
    private static let rounds = 8

    private func listener(timeout: Duration, _ outcome: @escaping @Sendable (FastCGIError?) -> Void) throws -> Listener
    {
        var limits = Listener.Limits()
        limits.threads = 1
        limits.ioTimeout = timeout
        let listener = try Listener(.unix(path: path), limits: limits, report: { _ in }) { exchange in
            do {
                try exchange.answer(status: 200, reason: "OK", headers: [])
                for _ in 0..<(exchange.parameters["QUERY_STRING"] == "" ? 1 : Self.rounds) {
                    for piece in Self.pieces { try exchange.write(piece) }
                }
                outcome(nil)
            } catch {
                exchange.abandon()
                outcome(error as? FastCGIError)
            }
        }
        try listener.start()
        return listener
    }

    private func beginLongRequest() throws -> FastCGIClient {
        let client = try FastCGIClient(path: path)
        try client.send(FastCGIClient.opening(["QUERY_STRING": "long"]) + FastCGIClient.record(5, []))
        return client
    }

    @Test func `an answer that is taken in small pieces arrives whole`() throws {
        let listener = try listener(timeout: .seconds(60)) { _ in }
        let client = try beginLongRequest()
        var records: [UInt8] = []
        while let part = client.receiveSome(997) { records += part }
        let expected = (0..<Self.rounds).flatMap { _ in Self.pieces.flatMap(\.self) }
        let content = FastCGIClient.content(of: records)
        #expect(Array(content.suffix(expected.count)) == expected)
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test(arguments: [1, 9, 65_540, 131_100, 1_000_000])
    func `a peer that closes in mid-answer harms no other`(taken: Int) throws {
        let outcomes = Mutex<[FastCGIError?]>([])
        let listener = try listener(timeout: .seconds(60)) { outcome in outcomes.withLock { $0.append(outcome) } }
        do {
            let client = try beginLongRequest()
            #expect(try client.receive(taken) != nil)
        }
        let next = try FastCGIClient(path: path).request("GET", "/")
        #expect(next.isEnded)
        #expect(next.body == Self.pieces.flatMap(\.self))
        #expect(listener.stop(within: .seconds(60)))
        #expect(outcomes.withLock { $0 } == [.peerGone, nil])
    }

    @Test func `a peer that receives nothing is closed, and its answer has no end`() throws {
        let outcomes = Mutex<[FastCGIError?]>([])
        let listener = try listener(timeout: .milliseconds(300)) { outcome in outcomes.withLock { $0.append(outcome) }
        }
        let stuck = try beginLongRequest()
        // Its answer has begun: the one thread is busy with it.
        var entry = pollfd(fd: stuck.descriptor, events: Int16(POLLIN), revents: 0)
        #expect(poll(&entry, 1, 60_000) == 1)
        #expect(try FastCGIClient(path: path).request("GET", "/").isEnded)
        #expect(try !stuck.answer().isEnded)
        #expect(listener.stop(within: .seconds(60)))
        #expect(outcomes.withLock { $0 } == [.broken("The web server takes no more."), nil])
    }
}

extension FastCGIClient {
    /// Up to so many bytes; nil at the end.
    fileprivate func receiveSome(_ count: Int) -> [UInt8]? {
        var piece = [UInt8](repeating: 0, count: count)
        let got = recv(descriptor, &piece, count, 0)
        return got > 0 ? Array(piece[..<got]) : nil
    }

    /// What the records of an answer hold together.
    fileprivate static func content(of records: [UInt8]) -> [UInt8] {
        var (content, at): ([UInt8], Int) = ([], 0)
        while at + 8 <= records.count {
            let length = Int(records[at + 4]) << 8 | Int(records[at + 5])
            if records[at + 1] == 6 { content += records[(at + 8)..<(at + 8 + length)] }
            at += 8 + length + Int(records[at + 6])
        }
        return content
    }
}
