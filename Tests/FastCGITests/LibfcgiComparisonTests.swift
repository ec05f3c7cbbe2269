import FastCGI
import Foundation
import Glibc
import TestSupport
import Testing

/// libfcgi as the judge: an echo program on its FCGX_Accept_r and our listener are sent the same bytes, and must
/// understand the same parameters, bodies and management records.
struct LibfcgiComparisonTests {
    private static let drawnRequests = 900
    private static let recordedRequests = 100
    /// Any other seed must pass as well.
    private static let seed: UInt64 = 16

    private let folder = FileManager.default.temporaryDirectory.appending(path: "fcgi-\(UUID().uuidString.prefix(8))")
        .path

    init() throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    @Test(.timeLimit(.minutes(20))) func `our decoder and libfcgi understand drawn requests alike`() throws {
        var random = SeededGenerator(seed: Self.seed)
        var (connections, count): ([DrawnConnection], Int) = ([], 0)
        while count < Self.drawnRequests {
            connections.append(DrawnConnection(&random))
            count += connections[connections.count - 1].requests.count
        }
        let answers = try compare(connections.map(\.requests))
        #expect(answers.count == count)
        #expect(answers.contains { $0.status == 200 && $0.body.count > 100_000 })
        #expect(answers.contains { $0.status == 400 }, "no request was aborted")
        #expect(answers.contains { !$0.replies.isEmpty }, "no management record was answered")
    }

    @Test(.timeLimit(.minutes(20))) func `our decoder and libfcgi understand nginx's requests alike`() throws {
        let recorder = try RequestRecorder(path: folder + "/recorder")
        Thread.detachNewThread { recorder.run() }
        let nginx = try PrivateNginx(socket: folder + "/recorder", folder: folder + "/nginx")
        var random = SeededGenerator(seed: Self.seed)
        for _ in 0..<Self.recordedRequests { try sendDrawnRequest(to: HTTPClient(port: nginx.port), &random) }
        recorder.stop()
        let recorded = recorder.requests
        #expect(recorded.count >= Self.recordedRequests)
        #expect(try compare(recorded.map { [[$0]] }).allSatisfy { $0.status == 200 })
    }

    /// Sends each connection's requests to both; returns what both understood.
    private func compare(_ connections: [[[[UInt8]]]]) throws -> [EchoedRequest] {
        let listener = try Listener(
            .unix(path: folder + "/ours"), report: { _ in }, handler: EchoedRequest.echo)
        try listener.start()
        let libfcgi = try ChildProcess(
            PrivateNginx.root + "/.build/debug/FCGIEcho", [folder + "/libfcgi"], log: folder + "/libfcgi.log")
        try #require(waitUntil(seconds: 20) { (try? FastCGIClient(path: folder + "/libfcgi")) != nil })
        var understood: [EchoedRequest] = []
        for (index, requests) in connections.enumerated() {
            let ours = try answers(to: requests, at: folder + "/ours")
            let theirs = try answers(to: requests, at: folder + "/libfcgi")
            guard ours == theirs else {
                Issue.record("connection \(index) of seed \(Self.seed):\nours \(ours)\nlibfcgi's \(theirs)")
                break
            }
            understood += ours
        }
        #expect(libfcgi.isRunning)
        #expect(listener.stop(within: .seconds(60)))
        return understood
    }

    private func answers(to requests: [[[UInt8]]], at path: String) throws -> [EchoedRequest] {
        let client = try FastCGIClient(path: path)
        return try requests.map { pieces in
            // A server may close as soon as it has read an abort, with pieces still to come.
            do { for piece in pieces { try client.send(piece) } } catch let error as FastCGIClient.ConnectionError {
                guard error.code == EPIPE || error.code == ECONNRESET else { throw error }
            }
            return try EchoedRequest(from: client)
        }
    }

    /// Headers and bodies of many lengths, by which nginx's records come to differ.
    private func sendDrawnRequest(to client: HTTPClient, _ random: inout SeededGenerator) throws {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        func text(_ lengths: ClosedRange<Int>) -> String {
            String(decoding: random.bytes(Int.random(in: lengths, using: &random), in: letters), as: UTF8.self)
        }
        var headers: [String: String] = [:]
        for _ in 0..<Int.random(in: 0...15, using: &random) {
            headers["X-" + text(1...(random.oneIn(4) ? 200 : 20))] = text(0...(random.oneIn(8) ? 1500 : 60))
        }
        let length = random.oneIn(2) ? 0 : Int.random(in: 1...(random.oneIn(5) ? 200_000 : 5000), using: &random)
        let answer = try client.send(
            length == 0 ? "GET" : "POST", "/" + text(1...200) + (random.oneIn(2) ? "" : "?" + text(1...1000)),
            headers: headers, body: random.bytes(length))
        try #require(answer.status == 200)
    }
}
