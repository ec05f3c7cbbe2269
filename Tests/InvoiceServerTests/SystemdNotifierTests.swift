import Foundation
import Glibc
import TestSupport
import Testing

@testable import InvoiceServer

struct SystemdNotifierTests {
    /// What arrives at a socket of this name while `body` runs.
    private func heard(at name: String, _ body: (String) -> Void) throws -> String {
        let listener = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(listener) }
        var place = sockaddr_un()
        place.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(name.utf8)
        if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: bytes) }
        let bound = withUnsafePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, socklen_t(MemoryLayout<sa_family_t>.size + bytes.count))
            }
        }
        try #require(bound == 0)
        body(name)
        var buffer = [UInt8](repeating: 0, count: 100)
        let count = recv(listener, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    @Test(arguments: [
        "/tmp/oi-notify-\(UInt32.random(in: 0...UInt32.max))", "@oi-notify-\(UInt32.random(in: 0...UInt32.max))",
    ])
    func `systemd hears what it is told at its socket`(name: String) throws {
        defer { unlink(name) }
        let word = try heard(at: name) { SystemdNotifier(environment: ["NOTIFY_SOCKET": $0]).say(.ready) }
        #expect(word == "READY=1")
    }

    @Test func `nobody listening is no fault`() {
        SystemdNotifier(environment: [:]).say(.ready)
        SystemdNotifier(environment: ["NOTIFY_SOCKET": "/nowhere/at/all"]).say(.alive)
    }

    @Test func `another process's watchdog is not ours`() {
        let usual = ["WATCHDOG_USEC": "30000000"]
        #expect(SystemdNotifier(environment: usual).watchdog == .seconds(30))
        #expect(SystemdNotifier(environment: usual.merging(["WATCHDOG_PID": "1"]) { $1 }, processID: 7).watchdog == nil)
        #expect(SystemdNotifier(environment: [:]).watchdog == nil)
    }

    @Test func `the units are what systemd understands`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "units-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let units = PrivateNginx.root + "/systemd"
        try FileManager.default.copyItem(at: URL(filePath: units), to: folder)
        // The program stands where it would be installed; here that is any program there is.
        for name in ["ocr-invoice.service", "ocr-invoice-worker.service"] {
            let file = folder.appending(path: name)
            let text = try String(contentsOf: file, encoding: .utf8)
            try text.replacing("/usr/local/bin/ocr-invoice", with: "/bin/true").write(
                to: file, atomically: true, encoding: .utf8)
        }
        let files = ["ocr-invoice.service", "ocr-invoice-worker.service", "ocr-invoice.socket"]
        let (status, output) = try ChildProcess.run(
            "/usr/bin/systemd-analyze", ["verify", "--man=no"] + files.map { folder.appending(path: $0).path })
        #expect(status == 0, "\(output)")
        #expect(!output.contains(folder.path), "\(output)")
    }
}
