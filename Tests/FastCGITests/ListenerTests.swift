import FastCGI
import Foundation
import Synchronization
import TestSupport
import Testing

struct ListenerTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "fcgi-\(UUID().uuidString.prefix(8))")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private var path: String { folder.appending(path: "s").path }

    private func listener(
        _ endpoint: Endpoint? = nil, limits: Listener.Limits = .init(),
        _ handler: @escaping @Sendable (Exchange) -> Void = ListenerTests.echo
    ) throws -> Listener {
        let listener = try Listener(endpoint ?? .unix(path: path), limits: limits, report: { _ in }, handler: handler)
        try listener.start()
        return listener
    }

    /// Answers with the length and the sum of the body, or 400 for one that is broken.
    @Sendable private static func echo(_ exchange: Exchange) {
        do {
            var count = 0
            var sum = 0
            while let chunk = try exchange.nextBodyChunk() {
                count += chunk.count
                sum = chunk.reduce(sum) { $0 &+ Int($1) }
            }
            try exchange.answer(status: 200, reason: "OK", headers: [("Content-Type", "text/plain")])
            try exchange.write(Array("\(exchange.parameters["REQUEST_METHOD"] ?? "") \(count) \(sum)".utf8))
        } catch FastCGIError.broken {
            try? exchange.answer(status: 400, reason: "Bad Request", headers: [])
        } catch {
            Issue.record(error)
        }
    }

    @Test func `a request is answered, with a body of 40 MiB too`() throws {
        let listener = try listener()
        let body = [UInt8](repeating: 1, count: 40 << 20)
        let answer = try FastCGIClient(path: path).request("POST", "/x", body: body)
        #expect(answer.status == 200)
        #expect(answer.text == "POST \(body.count) \(body.count)")
        #expect(answer.isEnded)
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `an answer of 40 MiB arrives whole`() throws {
        let listener = try listener { exchange in
            try? exchange.answer(status: 200, reason: "OK", headers: [])
            for _ in 0..<40 { try? exchange.write([UInt8](repeating: 7, count: 1 << 20)) }
        }
        let answer = try FastCGIClient(path: path).request("GET", "/")
        #expect(answer.body.count == 40 << 20)
        #expect(answer.body.allSatisfy { $0 == 7 })
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `an answer written in pieces large and small arrives whole`() throws {
        let sizes = [1, 4000, 95, 97, 0, 70_000, 3, 5000, 4096, 1, 131_056, 2, 2000, 2000, 200, 400_000, 9]
        let pieces = sizes.enumerated().map { index, size in
            (0..<size).map { UInt8(truncatingIfNeeded: $0 * 7 + index) }
        }
        let listener = try listener { exchange in
            try? exchange.answer(status: 200, reason: "OK", headers: [])
            for piece in pieces { try? exchange.write(piece) }
        }
        let answer = try FastCGIClient(path: path).request("GET", "/")
        #expect(answer.body == pieces.flatMap(\.self))
        #expect(answer.isEnded)
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `answers of any size about a record's arrive whole`() throws {
        let listener = try listener { exchange in
            let size = exchange.parameters["CONTENT_LENGTH"].flatMap { Int($0) } ?? 0
            try? exchange.answer(status: 200, reason: "OK", headers: [])
            try? exchange.write((0..<size).map { UInt8(truncatingIfNeeded: $0 * 7) })
        }
        for size in [0, 1] + Array(65_495...65_530) + [131_030, 131_056, 131_100] {
            let answer = try FastCGIClient(path: path).request("POST", "/", body: [UInt8](repeating: 0, count: size))
            #expect(answer.body == (0..<size).map { UInt8(truncatingIfNeeded: $0 * 7) }, "\(size)")
            #expect(answer.isEnded)
        }
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `the socket is for owner and group, and is removed at the end`() throws {
        let listener = try listener()
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o660)
        #expect(listener.stop(within: .seconds(60)))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a live socket is not stolen`() throws {
        let listener = try listener()
        #expect(throws: FastCGIError.cannotListen("Another server listens on \(path).")) {
            _ = try self.listener()
        }
        #expect(try FastCGIClient(path: path).request("GET", "/").status == 200)
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `a stale socket is taken over and a plain file is not`() throws {
        _ = try Listener(.unix(path: path), report: { _ in }, handler: Self.echo)
        #expect(FileManager.default.fileExists(atPath: path))
        let listener = try listener()
        #expect(try FastCGIClient(path: path).request("GET", "/").status == 200)
        #expect(listener.stop(within: .seconds(60)))
        try Data().write(to: URL(filePath: path))
        #expect(throws: FastCGIError.cannotListen("\(path) exists and is not a socket.")) { _ = try self.listener() }
    }

    @Test func `loopback TCP works, and the port is closed after the stop`() throws {
        let listener = try listener(.loopback(port: 0))
        let port = try #require(listener.port)
        #expect(try FastCGIClient(port: port).request("GET", "/").status == 200)
        #expect(listener.stop(within: .seconds(60)))
        #expect(throws: FastCGIClient.ConnectionError.self) { _ = try FastCGIClient(port: port) }
    }

    /// Connections that say nothing, but the first, which breaks off, to a listener of two threads.
    private func silentConnections(
        _ count: Int, parameterTimeout: Duration
    ) throws -> (listener: Listener, silent: [FastCGIClient]) {
        var limits = Listener.Limits()
        limits.threads = 2
        limits.parameterTimeout = parameterTimeout
        let listener = try listener(limits: limits)
        let silent = try (0..<count).map { _ in try FastCGIClient(path: path) }
        try silent[0].send([1, 1, 0])
        return (listener, silent)
    }

    @Test(.timeLimit(.minutes(20)))
    func `two hundred silent connections delay no request`() throws {
        let (listener, silent) = try silentConnections(200, parameterTimeout: .seconds(600))
        #expect(try FastCGIClient(path: path).request("GET", "/").status == 200)
        for connection in silent { shutdown(connection.descriptor, Int32(SHUT_RDWR)) }
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `silent connections are closed after their timeout`() throws {
        let (listener, silent) = try silentConnections(200, parameterTimeout: .seconds(1))
        #expect(try silent[0].receive(1) == nil)
        #expect(try silent[199].receive(1) == nil)
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `silent connections are closed when there are too many`() throws {
        var limits = Listener.Limits()
        limits.connections = 20
        limits.parameterTimeout = .seconds(60)
        let listener = try listener(limits: limits)
        let silent = try (0..<100).map { _ in try FastCGIClient(path: path) }
        #expect(try FastCGIClient(path: path).request("GET", "/").status == 200)
        #expect(try silent[0].receive(1) == nil)
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test(arguments: [("10", 4), ("4", 10)])
    func `a body of another length than announced is refused`(announced: String, sent: Int) throws {
        let listener = try listener()
        let answer = try FastCGIClient(path: path).request(
            "POST", "/", body: [UInt8](repeating: 1, count: sent), parameters: ["CONTENT_LENGTH": announced])
        #expect(answer.status == 400)
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `a connection closed in mid-body harms no other`() throws {
        let broken = Mutex<[FastCGIError]>([])
        let listener = try listener { exchange in
            do { _ = try exchange.body(atMost: 100) } catch {
                broken.withLock { $0.append((error as? FastCGIError) ?? .broken("\(error)")) }
            }
        }
        do {
            let client = try FastCGIClient(path: path)
            try client.send(FastCGIClient.opening(["CONTENT_LENGTH": "10"]) + FastCGIClient.record(5, [1, 2]))
        }
        #expect(listener.stop(within: .seconds(60)))
        #expect(broken.withLock { $0 } == [.peerGone])
    }

    @Test func `a body over the limit is refused and the answer still arrives`() throws {
        let listener = try listener { exchange in
            let isRefused = (try? exchange.body(atMost: 1000)) == nil
            try? exchange.answer(status: isRefused ? 413 : 200, reason: "", headers: [])
        }
        let body = [UInt8](repeating: 1, count: 8 << 20)
        let announced = try FastCGIClient(path: path).request("POST", "/", body: body)
        let silently = try FastCGIClient(path: path).request(
            "POST", "/", body: body, parameters: ["CONTENT_LENGTH": ""])
        #expect(announced.status == 413)
        #expect(silently.status == 413)
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `a kept connection serves again and holds no thread`() throws {
        var limits = Listener.Limits()
        limits.threads = 1
        let listener = try listener(limits: limits)
        let kept = try FastCGIClient(path: path)
        #expect(try kept.request("GET", "/", keepsConnection: true).status == 200)
        #expect(try FastCGIClient(path: path).request("GET", "/").status == 200)
        #expect(try kept.request("POST", "/", body: [1, 2, 3], keepsConnection: true).text == "POST 3 6")
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `a handler that gives no answer makes a 500`() throws {
        let listener = try listener { _ in }
        #expect(try FastCGIClient(path: path).request("GET", "/").status == 500)
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `a header cannot bring a line of its own`() throws {
        let listener = try listener { exchange in
            try? exchange.answer(status: 200, reason: "OK", headers: [("X", "a\r\nSet-Cookie: b\u{0}")])
        }
        let answer = try FastCGIClient(path: path).request("GET", "/")
        #expect(answer.headers["x"] == "aSet-Cookie: b")
        #expect(answer.headers["set-cookie"] == nil)
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `requests that have begun are answered before the stop`() throws {
        let begun = DispatchSemaphore(value: 0)
        let proceed = DispatchSemaphore(value: 0)
        let listener = try listener { exchange in
            begun.signal()
            proceed.wait()
            Self.echo(exchange)
        }
        let client = try FastCGIClient(path: path)
        try client.send(FastCGIClient.opening(["REQUEST_METHOD": "GET"]) + FastCGIClient.record(5, []))
        begun.wait()
        #expect(!listener.stop(within: .milliseconds(50)))
        proceed.signal()
        #expect(try client.answer().status == 200)
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `connections in the backlog at the stop are accepted and answered`() throws {
        var limits = Listener.Limits()
        limits.threads = 1
        let begun = DispatchSemaphore(value: 0)
        let proceed = DispatchSemaphore(value: 0)
        let listener = try listener(limits: limits) { exchange in
            begun.signal()
            proceed.wait()
            Self.echo(exchange)
        }
        let clients = try (0..<6).map { _ in try FastCGIClient(path: path) }
        let request = FastCGIClient.opening(["REQUEST_METHOD": "GET"]) + FastCGIClient.record(5, [])
        // The last one's is still on its way.
        for client in clients.dropLast() { try client.send(request) }
        try clients[5].send(Array(request.prefix(20)))
        begun.wait()
        #expect(!listener.stop(within: .milliseconds(50)))
        try clients[5].send(Array(request.dropFirst(20)))
        for _ in clients { proceed.signal() }
        for client in clients { #expect(try client.answer().status == 200) }
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `more requests than threads are all answered, those in pieces too`() throws {
        var limits = Listener.Limits()
        limits.threads = 2
        let listener = try listener(limits: limits)
        let request = FastCGIClient.opening(["REQUEST_METHOD": "GET"]) + FastCGIClient.record(5, [])
        let clients = try (0..<40).map { _ in try FastCGIClient(path: path) }
        for (index, client) in clients.enumerated() where index % 2 == 0 { try client.send(Array(request.prefix(9))) }
        for (index, client) in clients.enumerated() {
            try client.send(index % 2 == 0 ? Array(request.dropFirst(9)) : request)
        }
        for client in clients { #expect(try client.answer().status == 200) }
        #expect(listener.stop(within: .seconds(60)))
    }

    @Test func `an inherited socket is taken over and not closed`() throws {
        let original = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #expect(listen(original, 8) == 0)
        let shared = dup(original)
        let listener = try listener(.inherited(descriptor: shared))
        let port = try #require(listener.port)
        #expect(try FastCGIClient(port: port).request("GET", "/").status == 200)
        #expect(listener.stop(within: .seconds(60)))
        #expect(throws: Never.self) { _ = try FastCGIClient(port: port) }
        close(original)
    }
}
