import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Outgoing

struct DownloadTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "download-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private var file: String { folder.appending(path: "document").path }

    private func download(
        from server: StrangerServer, maximumBytes: Int = 1 << 20, totalSeconds: Double = 5, crawlSeconds: Double = 2
    ) -> Download {
        Download(
            policy: AddressPolicy(vouched: ["127.0.0.1:\(server.port)"]), maximumBytes: maximumBytes,
            totalSeconds: totalSeconds, crawlSeconds: crawlSeconds)
    }

    @Test func `a document is written to the file`() throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")] }
        defer { server.stop() }
        #expect(try download(from: server).fetch(server.url("/a.pdf"), to: file) == 5)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "hello")
        #expect(server.requests.first?.hasPrefix("GET /a.pdf HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)") == true)
    }

    @Test func `loopback is not dialled unless the operator vouches for it`() throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 200 OK\r\n\r\n")] }
        defer { server.stop() }
        let download = Download(policy: AddressPolicy(ports: [80, 443, server.port]))
        for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"] {
            let error = #expect(throws: OutgoingError.self) {
                try download.fetch("http://\(host):\(server.port)/", to: file)
            }
            guard case .blocked = error else {
                Issue.record("\(host): \(String(describing: error))")
                continue
            }
        }
        #expect(server.requests.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test func `the checked address is dialled, whatever the name says later`() throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")] }
        defer { server.stop() }
        let resolver = Resolver { _ in .success([IPAddress("127.0.0.1")!]) }
        let policy = AddressPolicy(vouched: ["no-such-name.invalid:\(server.port)"])
        let download = Download(policy: policy, resolver: resolver)
        #expect(try download.fetch("http://no-such-name.invalid:\(server.port)/", to: file) == 2)
    }

    @Test func `whoever is sent on waits for the other host's turn`() throws {
        let target = try StrangerServer { _ in [.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")] }
        defer { target.stop() }
        let first = try StrangerServer { _ in [.text("HTTP/1.1 302 Found\r\nLocation: \(target.url("/b"))\r\n\r\n")] }
        defer { first.stop() }
        var limits = HostCircuitBreaker.Limits()
        (limits.transfers, limits.patience) = (1, .milliseconds(50))
        let gate = HostCircuitBreaker(limits)
        let policy = AddressPolicy(vouched: ["127.0.0.1:\(first.port)", "127.0.0.1:\(target.port)"])
        let download = Download(policy: policy, gate: gate)
        let error = try gate.visit(OutgoingURL(target.url("/"))) { () throws(OutgoingError) in
            #expect(throws: OutgoingError.self) { try download.fetch(first.url("/a"), to: file) }
        }
        guard case .paused = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(first.requests.count == 1 && target.requests.isEmpty)
        #expect(try download.fetch(first.url("/a"), to: file) == 2)
    }

    @Test func `a host that fails again and again is left alone, whoever sends us there`() throws {
        let target = try StrangerServer { _ in [.text("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")] }
        defer { target.stop() }
        let first = try StrangerServer { _ in [.text("HTTP/1.1 302 Found\r\nLocation: \(target.url("/b"))\r\n\r\n")] }
        defer { first.stop() }
        var limits = HostCircuitBreaker.Limits()
        limits.failures = 2
        let policy = AddressPolicy(vouched: ["127.0.0.1:\(first.port)", "127.0.0.1:\(target.port)"])
        let download = Download(policy: policy, gate: HostCircuitBreaker(limits))
        for _ in 0..<4 { #expect(throws: OutgoingError.self) { try download.fetch(first.url("/a"), to: file) } }
        #expect(target.requests.count == 2 && first.requests.count == 4)
    }

    @Test func `a name that changes its answer between two hops is checked at each`() throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n")] }
        defer { server.stop() }
        let answers = Mutex(["127.0.0.1", "169.254.169.254"])
        let resolver = Resolver { _ in
            let answer = answers.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
            return IPAddress(answer).map { .success([$0]) } ?? .failure(.unknownHost)
        }
        let policy = AddressPolicy(vouched: ["rebind.example:\(server.port)"])
        #expect(throws: OutgoingError.blocked("rebind.example is 169.254.169.254")) {
            try Download(policy: policy, resolver: resolver).fetch("http://rebind.example:\(server.port)/", to: file)
        }
        #expect(server.requests.count == 1)
    }

    @Test func `a name that changes its answer before it is dialled is dialled where it was looked up`() throws {
        // Asked again, this machine would say 127.0.0.1, where the server listens.
        let server = try StrangerServer { _ in [.text("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")] }
        defer { server.stop() }
        let asked = Mutex(0)
        let resolver = Resolver { _ in
            asked.withLock { $0 += 1 }
            return .success([IPAddress("127.0.0.2")!])
        }
        let policy = AddressPolicy(vouched: ["localhost:\(server.port)"])
        let error = #expect(throws: OutgoingError.self) {
            try Download(policy: policy, resolver: resolver).fetch("http://localhost:\(server.port)/", to: file)
        }
        #expect(error?.isWorthRetrying == true && server.requests.isEmpty)
        #expect(asked.withLock { $0 } == 1)
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a redirect is followed by hand`(_ status: Int) throws {
        let server = try StrangerServer { line in
            line.contains("/first")
                ? [.text("HTTP/1.1 \(status) Moved\r\nLocation: second?x=1\r\nContent-Length: 4\r\n\r\nmove")]
                : [.text("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend")]
        }
        defer { server.stop() }
        #expect(try download(from: server).fetch(server.url("/first"), to: file) == 3)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "end")
        #expect(server.requests.count == 2)
    }

    @Test(arguments: [
        "http://169.254.169.254/latest/", "http://10.0.0.1/", "http://[::1]/", "http://2130706433/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/", "http://user@127.0.0.1/", "http://localhost/",
    ])
    func `a redirect to the inside is refused`(_ target: String) throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 302 Found\r\nLocation: \(target)\r\n\r\n")] }
        defer { server.stop() }
        #expect(throws: OutgoingError.self) { try download(from: server).fetch(server.url(), to: file) }
        #expect(server.requests.count == 1)
    }

    @Test func `a circle of redirects ends`() throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n")] }
        defer { server.stop() }
        #expect(throws: OutgoingError.tooManyRedirects) { try download(from: server).fetch(server.url(), to: file) }
        #expect(server.requests.count == 4)
    }

    @Test func `an endless body ends at the limit`() throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 200 OK\r\n\r\n"), .endless(0x41)] }
        defer { server.stop() }
        #expect(throws: OutgoingError.tooLarge(limit: 100_000)) {
            try download(from: server, maximumBytes: 100_000).fetch(server.url(), to: file)
        }
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test func `an announced length over the limit is refused at once`() throws {
        let server = try StrangerServer { _ in
            [.text("HTTP/1.1 200 OK\r\nContent-Length: 1099511627776\r\n\r\n"), .silence]
        }
        defer { server.stop() }
        #expect(throws: OutgoingError.tooLarge(limit: 1 << 20)) {
            try download(from: server).fetch(server.url(), to: file)
        }
    }

    @Test(arguments: [[.silence], [.text("HTTP/1.1 200 OK\r\n\r\n"), .trickle]] as [[StrangerServer.Piece]])
    func `a slow server runs into a time limit`(_ pieces: [StrangerServer.Piece]) throws {
        let server = try StrangerServer { _ in pieces }
        defer { server.stop() }
        let error = #expect(throws: OutgoingError.self) {
            try download(from: server, totalSeconds: 2, crawlSeconds: 1).fetch(server.url(), to: file)
        }
        guard case .timedOut = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `headers without end are refused`() throws {
        let line = "X-Filler: \(String(repeating: "x", count: 900))\r\n"
        let server = try StrangerServer { _ in
            [.text("HTTP/1.1 200 OK\r\n"), .text(String(repeating: line, count: 200)), .text("\r\n")]
        }
        defer { server.stop() }
        #expect(throws: OutgoingError.unreachable("headers without end")) {
            try download(from: server).fetch(server.url(), to: file)
        }
    }

    @Test func `a body shorter than announced is no document`() throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")] }
        defer { server.stop() }
        let error = #expect(throws: OutgoingError.self) { try download(from: server).fetch(server.url(), to: file) }
        #expect(error?.isWorthRetrying == true)
        #expect(!FileManager.default.fileExists(atPath: file))
    }

    @Test func `what the server asks to wait is told`() throws {
        let server = try StrangerServer { _ in
            [.text("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n")]
        }
        defer { server.stop() }
        #expect(throws: OutgoingError.status(503, retryAfter: .seconds(120))) {
            try download(from: server).fetch(server.url(), to: file)
        }
    }

    @Test func `a cancelled download ends soon`() throws {
        let server = try StrangerServer { _ in [.text("HTTP/1.1 200 OK\r\n\r\n"), .silence] }
        defer { server.stop() }
        #expect(throws: OutgoingError.cancelled) {
            try download(from: server, totalSeconds: 30, crawlSeconds: 30)
                .fetch(server.url(), to: file, isCancelled: { true })
        }
    }

    @Test func `a closed port is worth another try`() throws {
        let server = try StrangerServer { _ in [] }
        let download = download(from: server)
        #expect(throws: OutgoingError.self) { try download.fetch(server.url(), to: file) }
        server.stop()
        let error = OutgoingError.unreachable("")
        #expect(error.isWorthRetrying && !OutgoingError.status(404, retryAfter: nil).isWorthRetrying)
    }

    @Test func `the environment's proxy is not used`() throws {
        let proxy = try StrangerServer { _ in [.text("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nproxy")] }
        let server = try StrangerServer { _ in [.text("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nright")] }
        defer {
            proxy.stop()
            server.stop()
        }
        setenv("http_proxy", "http://127.0.0.1:\(proxy.port)", 1)
        defer { unsetenv("http_proxy") }
        _ = try download(from: server).fetch(server.url(), to: file)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "right")
        #expect(proxy.requests.isEmpty)
    }
}
