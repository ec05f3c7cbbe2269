import Foundation
import Glibc
package import MariaDB
import Synchronization

/// A MariaDB server of the test run's own: installed once into a template, data directory copied, a unix socket in a
/// folder that only we may enter, and no network unless a port of loopback is asked for. It dies with the test process, however that ends.
package final class PrivateMariaDB: Sendable {
    /// The run's server, started by the first test that needs one.
    package static let shared = Result { try PrivateMariaDB() }

    package let folder: String
    /// The port of 127.0.0.1 where it listens; nil for none.
    package let port: Int?
    private let bufferPool: String
    private let process: Mutex<pid_t>
    /// The writing end of a pipe that a small shell reads: when we are gone it ends the server and removes the folder.
    private let lifeline = Mutex<Int32>(-1)
    private static let suites = Mutex(0)

    package var socket: String { folder + "/s" }

    /// Starts a server; throws with what is missing on this machine.
    package init(bufferPool: String = "64M", listens: Bool = false) throws {
        self.bufferPool = bufferPool
        port = try listens ? PrivateMariaDB.freePort() : nil
        let template = try PrivateMariaDB.template()
        folder = "/tmp/oi-db-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try PrivateMariaDB.run("/bin/cp", ["-a", template, folder + "/data"])
        process = Mutex(0)
        try watchOverUs()
        try start()
    }

    deinit { close(lifeline.withLock { $0 }) }

    /// Settings for a fresh schema of a test suite.
    package func newSchema() throws -> ConnectionSettings {
        let number = PrivateMariaDB.suites.withLock { count in
            count += 1
            return count
        }
        var settings = ConnectionSettings(socket: socket, user: "root")
        let name = "suite_\(number)"
        try Connection(settings).runPlain("CREATE DATABASE \(name)")
        settings.database = name
        return settings
    }

    /// Kills the server as a power cut would, and waits until it is gone.
    package func killHard() {
        process.withLock { pid in
            guard pid > 0 else { return }
            kill(pid, SIGKILL)
            waitpid(pid, nil, 0)
            pid = 0
            unlink(folder + "/server")
        }
    }

    /// Starts the server (again) and waits until it answers.
    package func start() throws {
        let program = try PrivateMariaDB.program("mariadbd")
        let arguments =
            [
                // A server that starts removes every other's temporary tables from a folder they share.
                "--no-defaults", "--datadir=\(folder)/data", "--tmpdir=\(folder)", "--socket=\(socket)",
                "--pid-file=\(folder)/pid", "--log-error=\(folder)/log",
                "--innodb-buffer-pool-size=\(bufferPool)", "--innodb-log-file-size=48M", "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=1M", "--max-connections=500", "--performance-schema=OFF",
                "--innodb-flush-log-at-trx-commit=1", "--character-set-server=utf8mb4",
            ] + (port.map { ["--bind-address=127.0.0.1", "--port=\($0)"] } ?? ["--skip-networking"])
            + (geteuid() == 0 ? ["--user=root"] : [])
        let pid = try PrivateMariaDB.spawn(program, arguments)
        process.withLock { $0 = pid }
        try "\(pid)".write(toFile: folder + "/server", atomically: true, encoding: .utf8)
        try waitUntilItAnswers()
    }

    /// PR_SET_PDEATHSIG would not do: it fires when the spawning *thread* ends, and test threads come and go.
    private func watchOverUs() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw MissingProgram(reason: "No pipe.") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let script = "read _; kill -9 $(cat \(folder)/server) 2>/dev/null; rm -rf \(folder)"
        _ = try PrivateMariaDB.spawn("/bin/sh", ["-c", script], input: ends[0])
        close(ends[0])
        lifeline.withLock { $0 = ends[1] }
    }

    private func waitUntilItAnswers() throws {
        let deadline = Date(timeIntervalSinceNow: 60)
        while Date() < deadline {
            if (try? Connection(ConnectionSettings(socket: socket, user: "root"))) != nil { return }
            usleep(20_000)
        }
        let log = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
        throw MissingProgram(reason: "The private MariaDB does not answer: \(log.suffix(2000))")
    }

    /// A port of loopback where nobody listens now.
    package static func freePort() throws -> Int {
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isFound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isFound else { throw MissingProgram(reason: "No port of loopback is free.") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static let installing = Mutex(())

    /// An installed data directory, made once and shared by all runs of this user.
    private static func template() throws -> String { try installing.withLock { _ in try installedTemplate() } }

    /// One at a time: suites that start together on a new machine would install into one folder.
    private static func installedTemplate() throws -> String {
        let folder = "/tmp/oi-db-template-\(geteuid())"
        if FileManager.default.fileExists(atPath: folder + "/mysql") { return folder }
        let fresh = folder + ".\(getpid())"
        try run(
            program("mariadb-install-db"),
            [
                "--no-defaults", "--auth-root-authentication-method=normal", "--skip-test-db", "--datadir=\(fresh)",
            ] + (geteuid() == 0 ? ["--user=root"] : []))
        chmod(fresh, 0o700)
        // Another run may have been quicker; then ours is not needed.
        if rename(fresh, folder) != 0 { try FileManager.default.removeItem(atPath: fresh) }
        return folder
    }

    private static func program(_ name: String) throws -> String {
        let places = ["/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/", "/usr/local/bin/"]
        guard let place = places.first(where: { access($0 + name, X_OK) == 0 }) else {
            throw MissingProgram(reason: "\(name) is missing; scripts/setup installs it.")
        }
        return place + name
    }

    private static func run(_ program: String, _ arguments: [String]) throws {
        var status: Int32 = 0
        waitpid(try spawn(program, arguments), &status, 0)
        guard status == 0 else { throw MissingProgram(reason: "\(program) failed with status \(status >> 8).") }
    }

    private static func spawn(_ program: String, _ arguments: [String], input: Int32? = nil) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [Int32(0), 1, 2] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, 0) }
        let words = ([program] + arguments).map { strdup($0) }
        defer { for word in words { free(word) } }
        var pid: pid_t = 0
        guard posix_spawn(&pid, program, &actions, nil, words + [nil], environ) == 0 else {
            throw MissingProgram(reason: "\(program) does not start.")
        }
        return pid
    }
}

/// What a test needs and this machine has not.
package struct MissingProgram: Error, CustomStringConvertible {
    package let reason: String
    package var description: String { reason }
}
