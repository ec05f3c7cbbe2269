import Foundation
import JSON
import TestSupport
import Testing

@testable import Outgoing

/// What is checked and dialled, held against Python's registry of addresses and libcurl's own reading of URLs.
///
/// OCR_INVOICE_PEERS=1000000 asks about as many; scripts/attacks/peers.py makes them up.
@Suite(.timeLimit(.minutes(20)))
struct PeerTests {
    private static let count = ProcessInfo.processInfo.environment["OCR_INVOICE_PEERS"].flatMap { Int($0) } ?? 20_000
    private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "scripts/attacks/peers.py").path

    /// Refused although Python calls them public: tunnels, a cloud's own services, what is not given out yet.
    private static let stricter = [
        ("168.63.129.16", 32), ("192.0.0.0", 24), ("192.88.99.0", 24), ("2001::", 23), ("2002::", 16), ("3fff::", 20),
    ].map { AddressRange(IPAddress($0.0)!, $0.1) }

    private func lines(_ arguments: String...) throws -> [Substring] {
        let (status, output) = try ChildProcess.run("/usr/bin/python3", [Self.script] + arguments)
        try #require(status == 0, "\(output.suffix(500))")
        return output.split(separator: "\n")
    }

    @Test func `no address that Python calls special is open, and few others are refused`() throws {
        let policy = AddressPolicy()
        let lines = try lines("addresses", String(Self.count), "7")
        #expect(lines.count > Self.count)
        var wrong: [Substring] = []
        for line in lines {
            let parts = line.split(separator: " ")
            let address = try #require(IPAddress(String(parts[0])), "\(line)")
            let isOpen = policy.classify(address) == .open
            let isPublic = parts[1] == "public"
            if isOpen != isPublic && (isOpen || !isStricter(address)) { wrong.append(line) }
        }
        #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20))")
    }

    private func isStricter(_ address: IPAddress) -> Bool {
        guard !address.isVersion4, !AddressRange.globalVersion6.contains(address) else {
            // An interface id that carries an IPv4 address through a tunnel.
            let isTunnel = !address.isVersion4 && address.bytes[10...11] == [0x5E, 0xFE]
            return isTunnel || Self.stricter.contains { $0.contains(address) }
        }
        return true
    }

    @Test func `the host that is checked is the host that libcurl dials`() throws {
        let judged = try lines("urls", String(Self.count), "7").map { try Judged($0) }
        var taken: [(url: OutgoingURL, text: String)] = []
        for one in judged {
            guard let url = try? OutgoingURL(one.url) else { continue }
            taken.append((url, one.url))
            // As it came; libcurl may refuse what we take, since it is our spelling that it is given.
            if let scheme = one.scheme { #expect(one.isSame(as: url), "\(one.url): \(scheme) \(one.host ?? "")") }
        }
        #expect(taken.count > Self.count / 100, "hardly any was taken, so nothing is proven")
        let again = try judge(taken.map(\.url.text))
        try #require(again.count == taken.count)
        for (one, (url, text)) in zip(again, taken) {
            #expect(one.isSame(as: url), "\(text) is checked as \(url.text), dialled as \(one.host ?? "nothing")")
        }
    }

    private func judge(_ urls: [String]) throws -> [Judged] {
        let file = FileManager.default.temporaryDirectory.appending(path: "urls-\(UUID().uuidString)").path
        defer { unlink(file) }
        try urls.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        return try lines("judge", file).map { try Judged($0) }
    }

    /// A URL and what libcurl makes of it.
    private struct Judged {
        let url: String
        let scheme: String?
        let host: String?
        let port: String?

        init(_ line: Substring) throws {
            let parts = try #require(try JSONReader.read(Array(line.utf8)).array)
            url = try #require(parts[0].string)
            (scheme, host, port) = (parts[1].string, parts[2].string, parts[3].string)
        }

        func isSame(as url: OutgoingURL) -> Bool {
            // A trailing dot is the root of names, which all end in; an address may be spelt in several ways.
            let name = host.map { $0.lowercased() }.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
            let bare = name.map { $0.hasPrefix("[") ? String($0.dropFirst().dropLast()) : $0 }
            let isSameHost = bare == url.host || bare.flatMap { IPAddress($0) } == url.literal && url.literal != nil
            return scheme == (url.isSecure ? "https" : "http") && isSameHost && port == String(url.port)
        }
    }
}
