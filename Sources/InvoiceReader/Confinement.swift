import CSystem
import Glibc
import ReaderWire
import Reading

/// Confines the fork before it reads untrusted bytes.
///
/// The measures are independent: if a kernel or container lacks one, the others still work, and `probe` reports it.
enum Confinement {
    /// The limit of address space in bytes, more than the engines and the largest allowed page need.
    private static let memory: UInt = 2304 << 20

    /// The processor time of all of a document's steps together, in seconds: for opening it, for its most pages, and as
    /// much again for extraction. A process can ignore the signal of the soft limit that `allowProcessorTime` sets, but
    /// not this hard limit.
    private static let processor = UInt(2 * (60 + ReaderLimits().pages * PageTime.processor))

    /// The exit status if a limit cannot be set, which is not the document's fault.
    static let unlimited: Int32 = 4

    /// From here on the process can read only `document` and what the libraries need. False if one of its limits cannot
    /// be set.
    static func apply(reading document: String) -> Bool {
        csystem_prctl(PR_SET_NO_NEW_PRIVS, 1)
        csystem_prctl(PR_SET_DUMPABLE, 0)
        let isLimited = limits.allSatisfy { csystem_lower_limit($0.resource, $0.most, $0.most) == 0 }
        // The server's own threads have priority.
        nice(10)
        Landlock.restrict(reading: document)
        // Last, because it forbids calls that the other measures need.
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

    /// Allows the fork that much more processor time, after which the kernel ends it. Exits if that cannot be set.
    static func allowProcessorTime(seconds: UInt) {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let used = UInt(max(0, usage.ru_utime.tv_sec + usage.ru_stime.tv_sec))
        guard csystem_lower_limit(Int32(RLIMIT_CPU.rawValue), used + seconds, processor) == 0 else { _exit(unlimited) }
    }

    /// Confines this process, tries to break out, and returns the measures that worked.
    static func probe() -> [ConfinementMeasure] {
        guard apply(reading: "/nonexistent") else { return [] }
        return ConfinementMeasure.allCases.filter(holds)
    }

    private static func holds(_ measure: ConfinementMeasure) -> Bool {
        switch measure {
        case .limits:
            // A memory file would not count towards the limit, so it must be refused.
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
        // Everybody may read this file, so only Landlock can refuse it.
        case .files: return isRefused(csystem_open_for_reading("/proc/self/status"), EACCES)
        }
    }

    private static func isRefused(_ outcome: Int32, _ code: Int32) -> Bool { outcome < 0 && errno == code }
}
