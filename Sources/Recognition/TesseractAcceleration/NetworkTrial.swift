import CSystem
import Glibc

/// Tries something in a process of its own, which may crash instead of this one.
///
/// A rebuilt library may have the same version but another layout of its objects, so that reading them gives arbitrary
/// data.
enum NetworkTrial {
    /// True if `attempt` ends there and succeeds. Only for a process with one thread, or an `attempt` that takes no
    /// lock.
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

    /// Runs the fork. It leaves only by `_exit`, since buffers and exit handlers belong to the parent.
    private static func become(_ attempt: () -> Bool, parent: pid_t) -> Never {
        csystem_prctl(PR_SET_PDEATHSIG, UInt(SIGKILL))
        guard getppid() == parent else { _exit(1) }
        // Arbitrary data may cause an endless loop.
        _ = csystem_lower_limit(Int32(RLIMIT_CPU.rawValue), 10, 10)
        _ = csystem_lower_limit(Int32(RLIMIT_CORE.rawValue), 0, 0)
        alarm(60)
        // Its exit status is the answer. A crash's trace does not belong in the operator's log.
        let nowhere = csystem_open_for_writing("/dev/null")
        for descriptor: Int32 in 0...2 where nowhere >= 0 { dup2(nowhere, descriptor) }
        csystem_close_from(3)
        _exit(attempt() ? 0 : 1)
    }
}
