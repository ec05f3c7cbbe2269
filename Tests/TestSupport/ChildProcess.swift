import Foundation
import Glibc
import Synchronization

/// A program that a test started, in a process group of its own; it dies with the test run, however that ends.
package final class ChildProcess: Sendable {
    package let pid: Int32
    /// The writing end of a pipe that a small shell reads: when we are gone it ends the group.
    private let lifeline: Int32
    private let outcome = Mutex<Int32?>(nil)

    /// Starts `program`; what it says goes to the file `log`.
    package init(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], log: String
    ) throws {
        pid = try Self.spawn(program, arguments, environment: environment, log: log)
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw ChildFailure(reason: "No pipe.") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = try Self.spawn("/bin/sh", ["-c", "read _; kill -9 -\(pid) 2>/dev/null"], input: ends[0], log: "/dev/null")
        close(ends[0])
        lifeline = ends[1]
    }

    deinit {
        end(with: SIGKILL)
        close(lifeline)
    }

    /// Runs a program to its end and returns its status and what it printed.
    package static func run(
        _ program: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String) {
        let log = NSTemporaryDirectory() + "oi-run-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        defer { unlink(log) }
        let child = try ChildProcess(program, arguments, environment: environment, log: log)
        let status = child.wait()
        return (status, (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
    }

    package var isRunning: Bool { kill(pid, 0) == 0 && outcome.withLock { $0 == nil } }

    package func signal(_ number: Int32) { kill(pid, number) }

    /// Sends the signal to the whole group and waits for the program's end.
    package func end(with number: Int32) {
        guard outcome.withLock({ $0 == nil }) else { return }
        kill(-pid, number)
        _ = wait()
    }

    /// Its exit status; 128 and the signal's number when one ended it.
    @discardableResult package func wait() -> Int32 {
        outcome.withLock { known in
            if let known { return known }
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
            let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
            known = code
            return code
        }
    }

    private static func spawn(
        _ program: String, _ arguments: [String], environment: [String: String] = [:], input: Int32? = nil, log: String
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        if let input { posix_spawn_file_actions_adddup2(&actions, input, 0) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        let inherited = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let words = ([program] + arguments).map { strdup($0) }
        let variables = inherited.map { strdup("\($0.key)=\($0.value)") }
        defer { for word in words + variables { free(word) } }
        var pid: pid_t = 0
        guard posix_spawn(&pid, program, &actions, &attributes, words + [nil], variables + [nil]) == 0 else {
            throw ChildFailure(reason: "\(program) does not start.")
        }
        return pid
    }
}

/// Asks again and again until `condition` holds or the time is over; whether it came to hold.
package func waitUntil(seconds: Double = 120, _ condition: () throws -> Bool) rethrows -> Bool {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while Date() < deadline {
        if try condition() { return true }
        usleep(25_000)
    }
    return try condition()
}

/// Why a program that a test needs does not run.
package struct ChildFailure: Error, CustomStringConvertible {
    package let reason: String
    package var description: String { reason }

    package init(reason: String) { self.reason = reason }
}
