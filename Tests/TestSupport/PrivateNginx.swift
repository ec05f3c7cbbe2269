import Foundation
import Glibc

/// An nginx of the test's own before a FastCGI socket, on a free port of 127.0.0.1, made from `nginx/private.conf.template`.
package final class PrivateNginx: Sendable {
    package let port: UInt16
    package let folder: String
    private let process: ChildProcess

    /// The project's folder.
    package static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    /// Starts nginx before the server that listens, or will listen, at `socket`.
    package convenience init(socket: String, folder: String) throws {
        let template = try String(contentsOfFile: Self.root + "/nginx/private.conf.template", encoding: .utf8)
        try self.init(configuration: template, socket: socket, folder: folder)
    }

    /// Starts nginx with `configuration`, its {{names}} filled in.
    package init(configuration: String, socket: String, folder: String) throws {
        port = try Self.freePort()
        self.folder = folder
        try FileManager.default.createDirectory(atPath: folder + "/temp", withIntermediateDirectories: true)
        let values = [
            "USER": geteuid() == 0 ? "user root;" : "", "ROOT": folder, "PORT": String(port),
            "NGINX": Self.root + "/nginx", "WEB": Self.root + "/web", "SOCKET": socket,
        ]
        let text = values.reduce(configuration) { $0.replacingOccurrences(of: "{{\($1.key)}}", with: $1.value) }
        try text.write(toFile: folder + "/nginx.conf", atomically: true, encoding: .utf8)
        process = try ChildProcess(
            Self.program, ["-p", folder, "-c", folder + "/nginx.conf", "-e", folder + "/nginx-error.log"],
            log: folder + "/nginx.out")
        let client = HTTPClient(port: port)
        guard waitUntil(seconds: 60, { (try? client.raw(Array("GET / HTTP/1.0\r\n\r\n".utf8), seconds: 5)) != nil })
        else {
            let log = (try? String(contentsOfFile: folder + "/nginx.out", encoding: .utf8)) ?? ""
            throw ChildFailure(reason: "nginx does not answer: \(log)")
        }
    }

    /// What `nginx -t` says of a configuration file; nil when it is right.
    package static func complaint(about path: String, folder: String) throws -> String? {
        let (status, output) = try ChildProcess.run(
            try program, ["-t", "-q", "-p", folder, "-c", path, "-e", folder + "/nginx-error.log"])
        return status == 0 ? nil : output
    }

    private static var program: String {
        get throws {
            let places = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"]
            guard let path = places.first(where: { (place: String) in access(place, X_OK) == 0 }) else {
                throw ChildFailure(reason: "nginx is missing; scripts/setup installs it.")
            }
            return path
        }
    }

    /// A port that nobody listens on now; the system hands out another one each time.
    private static func freePort() throws -> UInt16 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { throw ChildFailure(reason: "No free port on 127.0.0.1.") }
        return UInt16(bigEndian: address.sin_port)
    }
}
