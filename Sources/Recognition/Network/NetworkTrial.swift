import CSystem
import Glibc

/// Tries something in a process of its own, which may crash in place of this one.
///
/// A library that was built anew may call itself by the same version and lay its objects out in another way; who reads
/// them then reads anything.
enum NetworkTrial {
    /// Whether `attempt` comes to its end there and succeeds; only for a process of one thread, or an `attempt` that
    /// takes no lock.
    static func succeeds(_ attempt: () -> Bool) -> Bool {
        let parent = getpid()
        let pid = csystem_fork()
        if pid == 0 { become(attempt, parent: parent) }
        guard pid > 0 else { return false }
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 {
            guard errno == EINTR else { return false }
        }
        return status == 0
    }

    /// The fork's life, left by `_exit` alone: buffers and exit handlers belong to the parent.
    private static func become(_ attempt: () -> Bool, parent: pid_t) -> Never {
        csystem_prctl(PR_SET_PDEATHSIG, UInt(SIGKILL))
        guard getppid() == parent else { _exit(1) }
        // What is read may as well lead round in a circle.
        _ = csystem_lower_limit(Int32(RLIMIT_CPU.rawValue), 10, 10)
        _ = csystem_lower_limit(Int32(RLIMIT_CORE.rawValue), 0, 0)
        alarm(60)
        // Its end is the answer, and a crash's trace is not for the operator's log.
        let nowhere = csystem_open_for_writing("/dev/null")
        for descriptor: Int32 in 0...2 where nowhere >= 0 { dup2(nowhere, descriptor) }
        csystem_close_from(3)
        _exit(attempt() ? 0 : 1)
    }
}
