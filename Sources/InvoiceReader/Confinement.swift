import CSystem
import Glibc
import ReaderWire

/// What the fork gives up before it touches a stranger's bytes.
///
/// Each measure stands alone: where a kernel or a container lacks one, the others hold, and `probe` says so.
enum Confinement {
    /// Bytes of address space: more than the largest page allowed needs.
    private static let memory: UInt = 1536 << 20

    /// From here on the process reads `document`, and what the libraries need, and nothing else.
    static func apply(reading document: String) {
        csystem_prctl(PR_SET_NO_NEW_PRIVS, 1)
        csystem_limit(Int32(RLIMIT_AS.rawValue), memory, memory)
        csystem_limit(Int32(RLIMIT_FSIZE.rawValue), 256 << 20, 256 << 20)
        csystem_limit(Int32(RLIMIT_NOFILE.rawValue), 64, 64)
        csystem_limit(Int32(RLIMIT_CORE.rawValue), 0, 0)
        // The server's own threads and the other accounts' requests come first.
        nice(10)
        Landlock.restrict(reading: document)
        // Last: it would refuse what the others need.
        _ = csystem_refuse_system_calls(getpid())
    }

    /// Lets the fork use that much more processor time; beyond it the kernel ends it.
    static func allowProcessorTime(seconds: UInt) {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let used = UInt(max(0, usage.ru_utime.tv_sec + usage.ru_stime.tv_sec))
        csystem_limit(Int32(RLIMIT_CPU.rawValue), used + seconds, UInt(bitPattern: -1))
    }

    /// Confines this process and tries to break out; the measures that held.
    static func probe() -> [ConfinementMeasure] {
        apply(reading: "/nonexistent")
        return ConfinementMeasure.allCases.filter(holds)
    }

    private static func holds(_ measure: ConfinementMeasure) -> Bool {
        switch measure {
        case .limits:
            // Memory that the limit does not count is none to be had.
            return csystem_hard_limit(Int32(RLIMIT_AS.rawValue)) == memory
                && isRefused(csystem_try_memory_file(), EPERM) && isRefused(csystem_try_newer_call(), ENOSYS)
        case .privileges: return csystem_prctl(PR_GET_NO_NEW_PRIVS, 0) == 1
        case .network: return isRefused(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), EPERM)
        case .processes:
            return isRefused(csystem_try_exec(), EPERM) && isRefused(kill(getppid(), 0), EPERM)
                && isRefused(csystem_try_signal_by_pipe(getppid()), EPERM)
                && isRefused(setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(getppid()), 19), EPERM)
        case .writing: return isRefused(csystem_create("/tmp/ocr-invoice-\(getpid())"), EACCES)
        case .files: return isRefused(csystem_open_for_reading("/proc/self/environ"), EACCES)
        }
    }

    private static func isRefused(_ outcome: Int32, _ code: Int32) -> Bool { outcome < 0 && errno == code }
}
