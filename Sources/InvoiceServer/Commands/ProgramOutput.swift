import CSystem
import Foundation

/// Runs a small program of this machine and returns its output.
///
/// Foundation's Process is not used: it starts a thread and waits for it even if the machine allows no more threads.
enum ProgramOutput {
    /// Nil if the program does not start or does not end in time.
    static func of(_ program: String, _ arguments: [String], within limit: Duration = .seconds(20)) -> String? {
        var ends: [Int32] = [0, 0]
        guard csystem_blocking_pipe(&ends) == 0 else { return nil }
        defer { close(ends[0]) }
        let pid = start(program, arguments, output: ends[1])
        close(ends[1])
        guard let pid else { return nil }
        let text = read(ends[0], until: .now + limit)
        if text == nil { kill(pid, SIGKILL) }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        return text
    }

    private static func start(_ program: String, _ arguments: [String], output: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var pid: pid_t = 0
        return posix_spawn(&pid, program, &actions, nil, &words, environ) == 0 ? pid : nil
    }

    private static func read(_ descriptor: Int32, until deadline: ContinuousClock.Instant) -> String? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let left = (deadline - ContinuousClock.now) / .milliseconds(1)
            var place = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard left > 0, poll(&place, 1, Int32(min(left.rounded(.up), 60_000))) >= 0 || errno == EINTR else {
                return nil
            }
            guard place.revents != 0 else { continue }
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            guard count > 0 || errno == EINTR else { return nil }
            bytes += buffer[..<max(0, count)]
        }
    }
}
