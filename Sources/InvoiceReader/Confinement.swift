import CSystem
import Glibc
import ReaderWire
import Reading

/// What the fork gives up before it touches a stranger's bytes.
///
/// Each measure stands alone: where a kernel or a container lacks one, the others hold, and `probe` says so.
enum Confinement {
    /// Bytes of address space: more than the largest page allowed needs.
    private static let memory: UInt = 1536 << 20

    /// All that a document's steps may use together, in seconds of the processor: its opening, its most pages and as much
    /// again for what is done with them. A process may ignore the signal of the limit that `allowProcessorTime` sets; this one
    /// the kernel enforces.
    private static let processor = UInt(2 * (60 + ReaderLimits().pages * PageTime.processor))

    /// The status to leave with where a limit cannot be set: no fault of the document.
    static let unlimited: Int32 = 4

    /// From here on the process reads `document`, and what the libraries need, and nothing else. False where one of its
    /// limits cannot be set.
    static func apply(reading document: String) -> Bool {
        csystem_prctl(PR_SET_NO_NEW_PRIVS, 1)
        csystem_prctl(PR_SET_DUMPABLE, 0)
        let isLimited = limits.allSatisfy { csystem_lower_limit($0.resource, $0.most, $0.most) == 0 }
        // The server's own threads and the other accounts' requests come first.
        nice(10)
        Landlock.restrict(reading: document)
        // Last: it would refuse what the others need.
        _ = csystem_refuse_system_calls(getpid())
        return isLimited
    }

    private static var limits: [(resource: Int32, most: UInt)] {
        [
            (Int32(RLIMIT_AS.rawValue), memory), (Int32(RLIMIT_FSIZE.rawValue), 256 << 20),
            (Int32(RLIMIT_NOFILE.rawValue), 64), (Int32(RLIMIT_CORE.rawValue), 0),
            (Int32(RLIMIT_CPU.rawValue), processor),
        ]
    }

    /// Lets the fork use that much more processor time; beyond it the kernel ends it. Ends the fork where that cannot be set.
    static func allowProcessorTime(seconds: UInt) {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let used = UInt(max(0, usage.ru_utime.tv_sec + usage.ru_stime.tv_sec))
        guard csystem_lower_limit(Int32(RLIMIT_CPU.rawValue), used + seconds, processor) == 0 else { _exit(unlimited) }
    }

    /// Confines this process and tries to break out; the measures that held.
    static func probe() -> [ConfinementMeasure] {
        guard apply(reading: "/nonexistent") else { return [] }
        return ConfinementMeasure.allCases.filter(holds)
    }

    private static func holds(_ measure: ConfinementMeasure) -> Bool {
        switch measure {
        case .limits:
            // Memory that the limit does not count is none to be had.
            return csystem_hard_limit(Int32(RLIMIT_AS.rawValue)) <= memory
                && csystem_hard_limit(Int32(RLIMIT_CPU.rawValue)) <= processor
                && isRefused(csystem_try_memory_file(), EPERM) && isRefused(csystem_try_newer_call(), ENOSYS)
        case .privileges: return csystem_prctl(PR_GET_NO_NEW_PRIVS, 0) == 1
        case .network: return isRefused(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), EPERM)
        case .processes:
            return isRefused(csystem_try_exec(), EPERM) && isRefused(kill(getppid(), 0), EPERM)
                && isRefused(csystem_try_signal_by_pipe(getppid()), EPERM)
                && isRefused(setpriority(__priority_which_t(PRIO_PROCESS.rawValue), id_t(getppid()), 19), EPERM)
        case .sharing:
            return isRefused(csystem_try_shared_memory(), EPERM) && isRefused(csystem_try_message(), EPERM)
                && isRefused(csystem_try_semaphore(), EPERM) && isRefused(csystem_try_kernel_log(), EPERM)
        case .memory: return csystem_prctl(PR_GET_DUMPABLE, 0) == 0
        case .writing: return isRefused(csystem_try_create("/tmp/ocr-invoice-\(getpid())"), EACCES)
        // Readable for everybody, so that nothing else refuses it.
        case .files: return isRefused(csystem_open_for_reading("/proc/self/status"), EACCES)
        }
    }

    private static func isRefused(_ outcome: Int32, _ code: Int32) -> Bool { outcome < 0 && errno == code }
}
