import CSystem
import Glibc

/// What the fork gives up before it touches a stranger's bytes.
///
/// Each measure stands by itself: where a kernel has no Landlock or no seccomp, the others still hold.
enum Confinement {
    /// Bytes of address space: more than the largest page allowed needs.
    private static let memory: UInt = 1536 << 20
    /// Language data, fonts, their configuration and Poppler's tables.
    private static let readable = ["/usr", "/etc/fonts", "/var/cache/fontconfig", "/var/lib/fonts"]

    /// For good; `document` is the one file that stays readable besides the system's own.
    static func apply(document: String) {
        csystem_prctl(PR_SET_NO_NEW_PRIVS, 1)
        csystem_limit(Int32(RLIMIT_AS.rawValue), memory, memory)
        csystem_limit(Int32(RLIMIT_FSIZE.rawValue), 256 << 20, 256 << 20)
        csystem_limit(Int32(RLIMIT_NOFILE.rawValue), 64, 64)
        csystem_limit(Int32(RLIMIT_CORE.rawValue), 0, 0)
        // The server's own threads and the other accounts' requests come first.
        nice(10)
        allowReading(only: document)
        csystem_refuse_calls()
    }

    /// Lets the fork use that much more processor time; beyond it the kernel ends it.
    static func allowProcessorTime(seconds: UInt) {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        let used = UInt(max(0, usage.ru_utime.tv_sec + usage.ru_stime.tv_sec))
        csystem_limit(Int32(RLIMIT_CPU.rawValue), used + seconds, UInt(bitPattern: -1))
    }

    /// What this kernel offers, a line each, for `ocr-invoice-reader --check`.
    static var report: String {
        let landlock = csystem_landlock_version()
        return """
            landlock: \(landlock >= 1 ? "version \(landlock)" : "not in this kernel")
            seccomp: \(csystem_has_seccomp() != 0 ? "yes" : "not in this kernel")
            """
    }

    private static func allowReading(only document: String) {
        let rules = csystem_landlock_make()
        guard rules >= 0 else { return }
        let data = getenv("TESSDATA_PREFIX").map { [String(cString: $0)] } ?? []
        for folder in readable + data { csystem_landlock_allow_reading(rules, folder, 1) }
        csystem_landlock_allow_reading(rules, document, 0)
        csystem_landlock_enforce(rules)
    }
}
