import CSystem
import Glibc

/// What the fork gives up before it touches a stranger's bytes.
enum Confinement {
    /// Bytes of address space: more than the largest page allowed needs.
    private static let memory: UInt = 1536 << 20

    static func apply() {
        csystem_prctl(PR_SET_NO_NEW_PRIVS, 1)
        csystem_limit(Int32(RLIMIT_AS.rawValue), memory, memory)
        csystem_limit(Int32(RLIMIT_FSIZE.rawValue), 256 << 20, 256 << 20)
        csystem_limit(Int32(RLIMIT_NOFILE.rawValue), 64, 64)
        csystem_limit(Int32(RLIMIT_CORE.rawValue), 0, 0)
        // The server's own threads and the other accounts' requests come first.
        nice(10)
    }

    /// Lets the fork use that much more processor time; beyond it the kernel ends it.
    static func allowProcessorTime(seconds: UInt) {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let used = UInt(max(0, usage.ru_utime.tv_sec + usage.ru_stime.tv_sec))
        csystem_limit(Int32(RLIMIT_CPU.rawValue), used + seconds, UInt(bitPattern: -1))
    }
}
