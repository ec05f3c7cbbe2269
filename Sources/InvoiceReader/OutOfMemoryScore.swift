import CSystem
import Glibc

/// This process's priority for the kernel's out-of-memory killer.
enum OutOfMemoryScore {
    /// If memory runs out, the kernel ends this process and its forks before the server: a reader's end costs one job
    /// an attempt, the server's would affect all jobs. Raising the number needs no privilege. Without /proc nothing
    /// changes.
    static func raise() {
        let file = csystem_open_for_writing("/proc/self/oom_score_adj")
        guard file >= 0 else { return }
        defer { close(file) }
        _ = write(file, "500", 3)
    }
}
