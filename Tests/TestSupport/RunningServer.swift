import Foundation
import Glibc
import JSON
package import MariaDB
import Synchronization

/// The whole thing as it is installed: MariaDB, `ocr-invoice serve` with its readers, nginx before it, one account's key.
package final class RunningServer: Sendable {
    /// The run's installation, shared by the tests that do no harm to it.
    package static let shared = Result { try RunningServer(database: PrivateMariaDB.shared.get()) }

    package let folder: String
    package let database: ConnectionSettings
    package let key: String
    package let nginx: PrivateNginx
    private let settings: [String: String]
    private let arguments: [String]
    private let process = Mutex<ChildProcess?>(nil)

    package var socket: String { folder + "/s" }
    package var logPath: String { folder + "/server.log" }

    /// Calls through nginx with the account's key.
    package var client: HTTPClient { HTTPClient(port: nginx.port, key: key) }

    /// Migrates a fresh schema of `database`, makes a key, and starts server and nginx; `settings` adds to the environment.
    /// One that does not read leaves that to `command(["work", …])`.
    package init(database: PrivateMariaDB, settings: [String: String] = [:], reads: Bool = true) throws {
        arguments = ["serve"] + (reads ? [] : ["--no-reading"])
        folder = NSTemporaryDirectory() + "oi-e2e-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        try FileManager.default.createDirectory(atPath: folder + "/work", withIntermediateDirectories: true)
        self.database = try database.newSchema()
        self.settings = [
            "OCR_INVOICE_LISTEN": "unix:\(folder)/s", "OCR_INVOICE_DATABASE_SOCKET": database.socket,
            "OCR_INVOICE_DATABASE_USER": "root", "OCR_INVOICE_DATABASE_NAME": self.database.database ?? "",
            "OCR_INVOICE_WORK_FOLDER": folder + "/work",
        ].merging(settings) { $1 }
        _ = try Self.command(["migrate"], self.settings)
        key = try Self.command(["key", "create", "tests"], self.settings)
        nginx = try PrivateNginx(socket: folder + "/s", folder: folder + "/nginx")
        try start()
    }

    deinit {
        process.withLock { $0 = nil }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Starts the server (again) and waits until it is ready.
    package func start(_ options: [String] = []) throws {
        let child = try ChildProcess(Self.program, arguments + options, environment: settings, log: logPath)
        process.withLock { $0 = child }
        let client = client
        guard waitUntil({ !child.isRunning || (try? client.get("/health/ready").status) == 200 }), child.isRunning
        else {
            throw ChildFailure(reason: "The server does not become ready: \(log.suffix(3000))")
        }
    }

    /// Ends the server as `systemctl stop` does; its exit status.
    @discardableResult package func stop() -> Int32 {
        process.withLock { child in
            child?.signal(SIGTERM)
            let status = child?.wait() ?? 0
            child = nil
            return status
        }
    }

    /// Ends the server and its readers as the kernel's memory killer does.
    package func killHard() {
        process.withLock { child in
            child?.end(with: SIGKILL)
            child = nil
        }
    }

    package var log: String { (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? "" }

    /// Runs a command of `ocr-invoice` on this installation; what it prints, or throws when it fails.
    @discardableResult package func command(_ arguments: [String]) throws -> String {
        try Self.command(arguments, settings)
    }

    /// Runs a command that may fail; its status and what it prints.
    package func outcome(of arguments: [String]) throws -> (status: Int32, output: String) {
        try ChildProcess.run(Self.program, arguments, environment: settings)
    }

    /// A further process on this installation.
    package func process(_ arguments: [String]) throws -> ChildProcess {
        try ChildProcess(Self.program, arguments, environment: settings, log: folder + "/process.log")
    }

    /// The built program, beside the test bundle.
    package static let program: String = {
        let bundle = URL(
            fileURLWithPath: (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "")
        return bundle.deletingLastPathComponent().appending(path: "ocr-invoice").path
    }()

    private static func command(_ arguments: [String], _ settings: [String: String]) throws -> String {
        let (status, output) = try ChildProcess.run(program, arguments, environment: settings)
        guard status == 0 else {
            throw ChildFailure(reason: "ocr-invoice \(arguments.joined(separator: " ")) failed (\(status)): \(output)")
        }
        return output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
